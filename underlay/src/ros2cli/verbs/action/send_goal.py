"""Send an action goal."""

import argparse
from typing import Any

from action_msgs.msg import GoalStatus
from rclpy.action import ActionClient
from rclpy.node import Node
from rclpy.task import Future
from rosidl_runtime_py import message_to_yaml

from ros2cli.interfaces import fill, load_action, new, parse_values, read_values
from ros2cli.node import cli_node, spin

_STATUS_NAMES = {
    GoalStatus.STATUS_ACCEPTED: 'ACCEPTED',
    GoalStatus.STATUS_EXECUTING: 'EXECUTING',
    GoalStatus.STATUS_CANCELING: 'CANCELING',
    GoalStatus.STATUS_SUCCEEDED: 'SUCCEEDED',
    GoalStatus.STATUS_CANCELED: 'CANCELED',
    GoalStatus.STATUS_ABORTED: 'ABORTED',
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('action_name', help="Name of the ROS action (e.g. '/fibonacci')")
    parser.add_argument(
        'action_type', help="Type of the ROS action (e.g. 'example_interfaces/action/Fibonacci')"
    )
    goal = parser.add_mutually_exclusive_group()
    goal.add_argument(
        'goal',
        nargs='?',
        default='{}',
        help="Goal request values in YAML format (e.g. '{order: 10}')",
    )
    goal.add_argument('--stdin', action='store_true', help='Read goal from standard input')
    parser.add_argument(
        '-f', '--feedback', action='store_true', help='Echo feedback messages for the goal'
    )


def main(args: argparse.Namespace) -> None:
    """Send a goal and wait for its result; cancel it if interrupted."""
    action_class = load_action(args.action_type)
    goal = new(action_class.Goal)
    values = parse_values(read_values(args.goal, args.stdin))
    fill(goal, values, 'Failed to populate message fields: {!r}')
    with cli_node(args) as node:
        client = ActionClient(node, action_class, args.action_name)
        try:
            _send(node, client, goal, args.feedback)
        finally:
            client.destroy()


def _send(node: Node, client: ActionClient, goal: Any, wants_feedback: bool) -> None:
    print('Waiting for an action server to become available...')
    spin(node, client.server_is_ready, poll_s=0.02)
    print(f'Sending goal:\n     {message_to_yaml(goal)}')
    sent = client.send_goal_async(goal, _on_feedback if wants_feedback else None)
    try:
        spin(node, sent.done)
        if not sent.result().accepted:
            print('Goal was rejected.')
            return
        print(f'Goal accepted with ID: {bytes(sent.result().goal_id.uuid).hex()}\n')
        finished = sent.result().get_result_async()
        spin(node, finished.done)
    except KeyboardInterrupt:
        _cancel(node, sent)
        raise
    _print_result(finished.result())


def _cancel(node: Node, sent: Future) -> None:
    """Cancel a goal, and wait for its end: the server decides when and how.

    Interrupted once more, leave without knowing.
    """
    print('Canceling goal...')
    # Only the server's answer to the goal tells what there is to cancel.
    spin(node, sent.done)
    handle = sent.result()
    if not handle.accepted:
        print('Goal was rejected.')
        return
    response = handle.cancel_goal_async()
    spin(node, response.done)
    if response.result().goals_canceling:
        print('Goal canceled.\n')
    else:
        print('The action server does not cancel the goal; waiting for its end.\n')
    finished = handle.get_result_async()
    spin(node, finished.done)
    _print_result(finished.result())


def _on_feedback(feedback: Any) -> None:
    print(f'Feedback:\n    {message_to_yaml(feedback.feedback)}')


def _print_result(result: Any) -> None:
    print(f'Result:\n    {message_to_yaml(result.result)}')
    print(f'Goal finished with status: {_STATUS_NAMES.get(result.status, "UNKNOWN")}')
