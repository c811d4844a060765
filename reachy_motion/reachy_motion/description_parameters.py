"""The parameters of the node `description`."""

from reachy_common.parameters import bounded, described

PARAMETERS = (
    ('rate', 50.0, bounded('Most messages on `/tf` per second [Hz].', 1.0, 100.0)),
    (
        'frame_prefix',
        '',
        described(
            'Put before the name of every frame, such as `left/`, to tell two robots apart.',
            read_only=True,
        ),
    ),
    (
        'mesh_uri',
        '',
        described(
            'Where whoever shows the robot finds the folder of its meshes; empty: in the files '
            'of this machine.',
            read_only=True,
        ),
    ),
)
