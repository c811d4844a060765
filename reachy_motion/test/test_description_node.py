"""The node `description` in a domain of its own, with the mock robot or reports made by hand."""

import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from math import nan
from pathlib import Path

import numpy as np
import pytest
import yaml
from builtin_interfaces.msg import Time
from geometry_msgs.msg import Point, Pose, PoseStamped, Quaternion
from rclpy.parameter import Parameter
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.msg import HeadTarget
from reachy_motion.conversions import HEAD_FRAME, pose_from_msg, target_to_msg
from reachy_motion.description import NEUTRAL_FRAME
from reachy_motion.description_node import TF_OUT, TF_STATIC_OUT, DescriptionNode
from reachy_motion.description_parameters import PARAMETERS
from reachy_motion.posture import head_matrix
from reachy_motion.robot_model import JOINT_NAMES
from reachy_motion.robot_node import RobotNode
from sensor_msgs.msg import JointState
from std_msgs.msg import String
from tf2_msgs.msg import TFMessage

from reachy_common import qos

CONFIG = Path(__file__).parents[1] / 'config' / 'description.yaml'
LEFT = np.array([0.005, 0.0, 0.008, 0.1, -0.2, 0.5, 0.3, -0.3, 0.4])
# The motors' angles in the neutral posture: every arm is raised by the same angle.
NEUTRAL_LEG = 0.62654


class Bench(Observer):
    """The node under test, and one that reports for the robot and watches."""

    def __init__(self, **parameters: object) -> None:
        super().__init__(free_domain(), namespace='test')
        self.tf = self.collect(TFMessage, '/tf', TF_OUT)
        self.joints = self.node.create_publisher(JointState, 'joint_states', qos.STATE_OUT)
        self.heads = self.node.create_publisher(PoseStamped, 'head_pose', qos.STATE_OUT)
        overrides = [Parameter(name, value=value) for name, value in parameters.items()]
        self.description = self.run(
            DescriptionNode(context=self.context, namespace='test', parameter_overrides=overrides)
        )
        self.wait(self.joints.get_subscription_count)
        self.wait(self.heads.get_subscription_count)

    def report(self, sec: int = 1, pose: Pose | None = None, **joints: object) -> None:
        """Report once for the robot; by default that it is in its neutral posture."""
        legs = [NEUTRAL_LEG, -NEUTRAL_LEG] * 3
        whole = {'name': JOINT_NAMES, 'position': [0.0, *legs, 0.0, 0.0]}
        self.joints.publish(JointState(**{**whole, **joints}))
        head = PoseStamped(pose=pose or Pose())
        head.header.stamp = Time(sec=sec)
        self.heads.publish(head)

    def report_until_seen(self) -> TFMessage:
        """Report until `/tf` comes, since a first report may overtake the connection."""
        self.tf.clear()

        def is_seen() -> bool:
            self.report()
            return bool(self.tf)

        self.wait(is_seen)
        return self.tf[-1]

    def fixed(self) -> TFMessage:
        """Return `/tf_static`, as one who joins late gets it."""
        messages = self.collect(TFMessage, '/tf_static', TF_STATIC_OUT)
        self.wait(lambda: messages)
        return messages[-1]

    def description_xml(self) -> str:
        """Return the description, as one who joins late gets it."""
        messages = self.collect(String, 'robot_description', qos.LATCHED)
        self.wait(lambda: messages)
        return messages[-1].data


@pytest.fixture
def bench():
    with Bench() as bench:
        yield bench


def pose_in(root: str, frame: str, *messages: TFMessage) -> np.ndarray:
    """Return the (4, 4) pose of a frame in another one that it hangs on."""
    steps = {step.child_frame_id: step for message in messages for step in message.transforms}
    pose = np.eye(4)
    while frame != root:
        step = steps[frame]
        as_pose = Pose(orientation=step.transform.rotation)
        place = step.transform.translation
        as_pose.position.x, as_pose.position.y, as_pose.position.z = place.x, place.y, place.z
        pose = pose_from_msg(as_pose) @ pose
        frame = step.header.frame_id
    return pose


def test_the_frames_of_the_whole_robot_follow_it(bench):
    bench.run(
        RobotNode(
            context=bench.context,
            namespace='test',
            parameter_overrides=[Parameter('backend', value='mock')],
        )
    )
    targets = bench.node.create_publisher(HeadTarget, 'target', qos.TARGET_OUT)
    fixed, goal = bench.fixed(), head_matrix(LEFT)

    def head() -> np.ndarray:
        return pose_in('reachy_head_neutral', 'reachy_head', bench.tf[-1])

    def has_arrived() -> bool:
        targets.publish(target_to_msg(LEFT, bench.node.get_clock().now().to_msg()))
        return bool(bench.tf) and np.abs(head() - goal).max() < 1e-3

    bench.wait(has_arrived)
    bench.tf.clear()
    bench.wait(lambda: len(bench.tf) > 3)
    in_base = pose_in('reachy_base', 'reachy_head', bench.tf[-1], fixed)
    assert in_base[:3, 3] - head()[:3, 3] == pytest.approx([0.0, 0.0, 0.177])
    # The URDF's own frame of the head hangs on body, motor, rod and ball joints.
    through_a_leg = pose_in('reachy_base', 'head', bench.tf[-1], fixed)
    assert through_a_leg == pytest.approx(in_base, abs=1e-4)
    for leg in range(1, 6):
        rod_end, anchor = (
            pose_in('reachy_base', f'closing_{leg}_{side}', bench.tf[-1], fixed)[:3, 3]
            for side in (1, 2)
        )
        assert rod_end == pytest.approx(anchor, abs=1e-4)
    body = pose_in('reachy_base', 'body_down_3dprint', bench.tf[-1], fixed)
    # The URDF has the body's own x axis to the right.
    assert np.arctan2(body[1, 0], body[0, 0]) == pytest.approx(0.4 - np.pi / 2, abs=1e-3)


def test_every_link_of_the_description_has_a_frame(bench):
    moving, fixed = bench.report_until_seen(), bench.fixed()
    links = {link.get('name') for link in ET.fromstring(bench.description_xml()).iter('link')}
    frames = [step.child_frame_id for msg in (moving, fixed) for step in msg.transforms]
    assert len(frames) == len(set(frames))
    own = {'reachy_head_neutral', 'reachy_head', 'reachy_camera_optical'}
    assert set(frames) == links | own
    assert NEUTRAL_FRAME == HEAD_FRAME


def test_transforms_bear_the_stamp_of_the_report(bench):
    message = bench.report_until_seen()
    assert len(message.transforms) == 31
    assert {step.header.stamp.sec for step in message.transforms} == {1}


def test_a_prefix_tells_two_robots_apart():
    with Bench(frame_prefix='left/') as bench:
        moving, fixed = bench.report_until_seen(), bench.fixed()
        frames = {
            frame
            for message in (moving, fixed)
            for step in message.transforms
            for frame in (step.header.frame_id, step.child_frame_id)
        }
        assert all(frame.startswith('left/') for frame in frames)
        assert pose_in('left/reachy_base', 'left/head', moving, fixed) == pytest.approx(
            pose_in('left/reachy_base', 'left/reachy_head', moving, fixed), abs=1e-4
        )


def test_meshes_are_where_the_parameter_says():
    with Bench(mesh_uri='http://robot.local/meshes') as bench:
        assert 'filename="http://robot.local/meshes/head_front_3dprint.stl"' in (
            bench.description_xml()
        )


def test_it_publishes_no_more_than_its_rate():
    with Bench(rate=2.0) as bench:
        times = []
        bench.node.create_subscription(
            TFMessage, '/tf', lambda _: times.append(bench.node.get_clock().now()), TF_OUT
        )

        def has_come_thrice() -> bool:
            bench.report()
            return len(times) >= 3

        bench.wait(has_come_thrice)
        assert (times[2] - times[0]).nanoseconds * 1e-9 > 0.8  # of a second


@pytest.mark.parametrize(
    'report',
    [
        {'position': [nan] * 9},
        {'name': JOINT_NAMES[:8], 'position': [0.0] * 8},
        {'pose': Pose(orientation=Quaternion(w=0.0))},
        {'pose': Pose(position=Point(x=nan))},
    ],
)
def test_a_malformed_report_is_not_passed_on(bench, report):
    bench.report_until_seen()
    bench.tf.clear()
    bench.report(sec=7, **report)
    bench.report_until_seen()
    finite = [
        np.isfinite(pose_in(step.header.frame_id, step.child_frame_id, message)).all()
        for message in bench.tf
        for step in message.transforms
    ]
    assert finite
    assert all(finite)
    if 'pose' in report:
        assert 7 not in {message.transforms[0].header.stamp.sec for message in bench.tf}


def test_the_parameter_file_has_every_parameter_with_its_default():
    values = yaml.safe_load(CONFIG.read_text())['/**/description']['ros__parameters']
    assert values == {name: default for name, default, _ in PARAMETERS}


@pytest.mark.parametrize('end', [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_process_cleanly(end):
    domain = free_domain()
    process = subprocess.Popen(
        [sys.executable, '-m', 'reachy_motion.description_node'],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, 'ROS_DOMAIN_ID': str(domain)},
    )
    try:
        with Observer(domain) as observer:
            messages = observer.collect(String, 'robot_description', qos.LATCHED)
            observer.wait(lambda: messages)
        process.send_signal(end)
        output, _ = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert output == ''
