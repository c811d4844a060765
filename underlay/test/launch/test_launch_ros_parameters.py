import pytest
import yaml
from launch import LaunchContext
from launch.substitutions import LaunchConfiguration, TextSubstitution
from launch_ros.parameter_descriptions import ParameterValue
from launch_ros.parameters import evaluate_parameters


def evaluate(context, value):
    return evaluate_parameters(context, {'p': value})['p']


@pytest.mark.parametrize(
    ('text', 'value'),
    [
        ('10.0', 10.0),
        ('3', 3),
        ('true', True),
        ('word', 'word'),
        ("'3'", '3'),
        ('', ''),
        ('[1.0, 2.0]', [1.0, 2.0]),
        ('[a, b]', ['a', 'b']),
    ],
)
def test_text_of_a_substitution_is_typed_by_yaml(context: LaunchContext, text, value):
    context.launch_configurations['x'] = text
    result = evaluate(context, LaunchConfiguration('x'))
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize('value', ['10.0', 'true', '', 'word', 3, 2.5, False])
def test_values_of_the_launch_file_keep_their_type(context: LaunchContext, value):
    result = evaluate(context, value)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ('value', 'expected'),
    [
        ([1, 2], [1, 2]),
        ([1, 2.5], [1.0, 2.5]),
        ((True, False), [True, False]),
        (['1', 'b'], ['1', 'b']),
        ([TextSubstitution(text='1'), '5'], 15),
        ([[TextSubstitution(text='1')], [TextSubstitution(text='2'), '3']], [1, 23]),
    ],
)
def test_lists(context: LaunchContext, value, expected):
    result = evaluate(context, value)
    assert result == expected
    assert type(result) is type(expected)


def test_nested_names_are_joined_by_dots(context: LaunchContext):
    context.launch_configurations['axis'] = 'pitch'
    parameters = {'sway': {LaunchConfiguration('axis'): {'gain': 1.0}, 'on': True}}
    assert evaluate_parameters(context, parameters) == {'sway.pitch.gain': 1.0, 'sway.on': True}


@pytest.mark.parametrize(
    ('value', 'reason'),
    [
        ([], 'a list needs items'),
        ([1, 'a'], r"'p' is \[1, 'a'\]: a list needs items, all bool, int, float or str"),
        ([True, 1], 'a list needs items'),
        (None, "value None of parameter 'p' is of type NoneType"),
        (TextSubstitution(text='{a: 1}'), r'means a dict in YAML; to keep it a text'),
        (TextSubstitution(text='[1'), 'not valid YAML; to keep it a text, use ParameterValue'),
        (TextSubstitution(text='~'), 'means a NoneType'),
    ],
)
def test_values_that_no_parameter_can_have_are_refused(context, value, reason):
    with pytest.raises(TypeError, match=reason):
        evaluate(context, value)


@pytest.mark.parametrize(
    ('value_type', 'value'),
    [(str, '3'), (float, 3.0), (int, 3), (None, 3)],
)
def test_parameter_value_states_the_type(context: LaunchContext, value_type, value):
    context.launch_configurations['x'] = '3'
    stated = ParameterValue(LaunchConfiguration('x'), value_type=value_type)
    result = evaluate(context, stated)
    assert result == value
    assert type(result) is type(value)


def test_parameter_value_joins_parts_and_keeps_plain_values(context: LaunchContext):
    context.launch_configurations['x'] = '3'
    parts = ParameterValue(['v', LaunchConfiguration('x')], value_type=str)
    assert evaluate(context, parts) == 'v3'
    assert evaluate(context, ParameterValue([1.0, 2.0], value_type=list[float])) == [1.0, 2.0]
    assert evaluate(context, ParameterValue(1.5)) == 1.5


def test_parameter_value_of_another_type_is_refused(context: LaunchContext):
    with pytest.raises(ValueError, match=r"'a' is not a valid bool|a"):
        ParameterValue('a', value_type=int).evaluate(context)
    with pytest.raises(TypeError, match='3 is not of type str'):
        ParameterValue(3, value_type=str).evaluate(context)


def test_values_survive_the_parameter_file(context: LaunchContext):
    parameters = {'text': '10.0', 'list': (1, 2), 'flag': True, 'gain': 1e-7}
    values = evaluate_parameters(context, parameters)
    assert yaml.safe_load(yaml.safe_dump(values)) == {**parameters, 'list': [1, 2]}
