from glob import glob

from setuptools import find_packages, setup

package_name = 'reachy_motion'

setup(
    name=package_name,
    version='0.1.0',
    packages=find_packages(exclude=['test']),
    package_data={package_name: ['emotions/*.yaml']},
    data_files=[
        ('share/ament_index/resource_index/packages', [f'resource/{package_name}']),
        (f'share/{package_name}', ['package.xml']),
        (f'share/{package_name}/launch', glob('launch/*.launch.py')),
        (f'share/{package_name}/config', glob('config/*.yaml')),
    ],
    install_requires=['setuptools'],
    zip_safe=True,
    maintainer='Reachy Mini agent suite maintainers',
    maintainer_email='maintainers@reachy-agent.example.com',
    description='Moves the Reachy Mini: robot driver and simulator, motion at 100 Hz, moves.',
    license='Apache-2.0',
    extras_require={'test': ['pytest']},
    entry_points={
        'console_scripts': [
            'description = reachy_motion.description_node:main',
            'motion = reachy_motion.motion_node:main',
            'plot_motion = reachy_motion.plot_motion:main',
            'preview_move = reachy_motion.preview:main',
            'render_robot = reachy_motion.render:main',
            'robot = reachy_motion.robot_node:main',
        ],
    },
)
