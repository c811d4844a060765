import pytest
from launch import LaunchContext
from launch.actions import LogInfo
from launch.conditions import (
    IfCondition,
    InvalidConditionExpressionError,
    LaunchConfigurationEquals,
    LaunchConfigurationNotEquals,
    UnlessCondition,
)
from launch.substitutions import LaunchConfiguration


@pytest.mark.parametrize(
    ('text', 'meaning'),
    [('true', True), ('True', True), (' 1 ', True), ('FALSE', False), ('0', False)],
)
def test_if_and_unless_are_opposites(context: LaunchContext, text, meaning):
    context.launch_configurations['flag'] = text
    assert IfCondition(LaunchConfiguration('flag')).evaluate(context) is meaning
    assert UnlessCondition(LaunchConfiguration('flag')).evaluate(context) is not meaning


@pytest.mark.parametrize('text', ['', 'yes', '2'])
def test_other_texts_are_errors_that_name_them(context: LaunchContext, text):
    with pytest.raises(InvalidConditionExpressionError, match=f"got '{text}'"):
        IfCondition(text).evaluate(context)


def test_configuration_comparison(context: LaunchContext):
    context.launch_configurations['i'] = '3'
    assert LaunchConfigurationEquals('i', '3').evaluate(context)
    assert not LaunchConfigurationEquals('i', None).evaluate(context)
    assert LaunchConfigurationEquals('unset', None).evaluate(context)
    assert LaunchConfigurationNotEquals('i', '4').evaluate(context)


def test_condition_is_asked_when_the_action_is_reached(run_launch):
    outcome = run_launch(
        [
            LogInfo(msg='no', condition=IfCondition('false')),
            LogInfo(msg='yes', condition=UnlessCondition('false')),
        ]
    )
    assert outcome.lines[2:] == ['[INFO] [launch.user]: yes']
    assert outcome.status == 0
