from glob import glob

from setuptools import find_packages, setup

package_name = 'reachy_agent_bringup'

setup(
    name=package_name,
    version='0.1.0',
    packages=find_packages(exclude=['test']),
    data_files=[
        ('share/ament_index/resource_index/packages', [f'resource/{package_name}']),
        (f'share/{package_name}', ['package.xml']),
        (f'share/{package_name}/launch', glob('launch/*.launch.py')),
        (f'share/{package_name}/config', glob('config/*')),
    ],
    install_requires=['setuptools'],
    zip_safe=True,
    maintainer='Reachy Mini agent suite maintainers',
    maintainer_email='maintainers@reachy-agent.example.com',
    description='Launch files, parameters and end-to-end tests of the Reachy Mini agent suite.',
    license='Apache-2.0',
    extras_require={'test': ['pytest']},
)
