import math
import os
from pathlib import Path

import pytest
from launch import LaunchContext
from launch.substitutions import (
    AllSubstitution,
    AndSubstitution,
    AnySubstitution,
    Command,
    EnvironmentVariable,
    EqualsSubstitution,
    FindExecutable,
    IfElseSubstitution,
    LaunchConfiguration,
    NotEqualsSubstitution,
    NotSubstitution,
    OrSubstitution,
    PathJoinSubstitution,
    PythonExpression,
    SubstitutionFailure,
    TextSubstitution,
    ThisLaunchFile,
    ThisLaunchFileDir,
)
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


def test_texts_paths_and_substitutions_join_to_one_text(context: LaunchContext):
    parts = normalize_to_list_of_substitutions(['a', [TextSubstitution(text='b'), 'c']])
    assert perform_substitutions(context, parts) == 'abc'
    parts = normalize_to_list_of_substitutions(Path('/x/y'))
    assert perform_substitutions(context, parts) == '/x/y'


@pytest.mark.parametrize('value', [3, None, 1.5, ['a', 3]])
def test_values_that_are_no_text_are_refused(value):
    with pytest.raises(TypeError, match='expected text or a substitution'):
        normalize_to_list_of_substitutions(value)


def test_text_substitution_refuses_numbers():
    with pytest.raises(TypeError, match='3'):
        TextSubstitution(text=3)


def test_launch_configuration_gives_value_then_default(context: LaunchContext):
    substitution = LaunchConfiguration('rate', default=5)
    assert substitution.perform(context) == '5'
    context.launch_configurations['rate'] = '7'
    assert substitution.perform(context) == '7'
    assert substitution.describe() == "LaunchConfig('rate')"


def test_launch_configuration_without_value_names_itself(context: LaunchContext):
    with pytest.raises(SubstitutionFailure, match="launch configuration 'rate' does not exist"):
        LaunchConfiguration('rate').perform(context)


def test_environment_variable_is_read_when_performed(
    context: LaunchContext, monkeypatch: pytest.MonkeyPatch
):
    substitution = EnvironmentVariable('REACHY_TEST', default_value='none')
    assert substitution.perform(context) == 'none'
    monkeypatch.setenv('REACHY_TEST', 'set')
    assert substitution.perform(context) == 'set'
    with pytest.raises(SubstitutionFailure, match="'REACHY_NOT_SET' does not exist"):
        EnvironmentVariable('REACHY_NOT_SET').perform(context)


def test_path_join_inserts_separators(context: LaunchContext):
    context.launch_configurations['name'] = 'b'
    path = PathJoinSubstitution(['/a', LaunchConfiguration('name'), 'c.yaml'])
    assert path.perform(context) == '/a/b/c.yaml'


def test_python_expression_knows_math_and_named_modules(context: LaunchContext):
    context.launch_configurations['i'] = '3'
    expression = PythonExpression(['1 + ', LaunchConfiguration('i')])
    assert expression.perform(context) == '4'
    assert PythonExpression('2 * pi').perform(context) == str(2 * math.pi)
    assert PythonExpression('math.floor(1.5)').perform(context) == '1'
    assert PythonExpression('os.sep', python_modules=['os']).perform(context) == os.sep


def test_python_expression_shows_what_it_cannot_evaluate(context: LaunchContext):
    with pytest.raises(SubstitutionFailure, match=r"cannot evaluate 'nonsense\('"):
        PythonExpression('nonsense(').perform(context)


@pytest.mark.parametrize(
    ('left', 'right', 'expected'),
    [
        ('a', 'a', 'true'),
        ('a', 'b', 'false'),
        ('1', 'True', 'true'),
        (False, '0', 'true'),
        ('1.0', 1, 'true'),
        ('1e-3', '0.001', 'true'),
        ('1.0', 'a', 'false'),
        (None, '', 'true'),
    ],
)
def test_equality_compares_booleans_numbers_and_texts(context, left, right, expected):
    assert EqualsSubstitution(left, right).perform(context) == expected
    opposite = {'true': 'false', 'false': 'true'}[expected]
    assert NotEqualsSubstitution(left, right).perform(context) == opposite


@pytest.mark.parametrize(
    ('substitution', 'expected'),
    [
        (AndSubstitution('true', '1'), 'true'),
        (AndSubstitution('true', 'false'), 'false'),
        (OrSubstitution('false', 'true'), 'true'),
        (OrSubstitution('false', '0'), 'false'),
        (NotSubstitution('false'), 'true'),
        (AnySubstitution('false', 'false', 'true'), 'true'),
        (AllSubstitution('true', 'true', 'false'), 'false'),
        (IfElseSubstitution('true', 'yes', 'no'), 'yes'),
        (IfElseSubstitution('false', 'yes'), ''),
    ],
)
def test_logic(context, substitution, expected):
    assert substitution.perform(context) == expected


def test_logic_refuses_what_is_not_boolean(context: LaunchContext):
    with pytest.raises(SubstitutionFailure, match='maybe'):
        NotSubstitution('maybe').perform(context)


def test_command_gives_its_output(context: LaunchContext):
    assert Command(['echo ', 'hi']).perform(context) == 'hi\n'
    with_error = 'sh -c "echo e >&2; echo o"'
    assert Command(with_error, on_stderr='ignore').perform(context) == 'o\n'
    assert Command(with_error, on_stderr='capture').perform(context) == 'e\no\n'


@pytest.mark.parametrize(
    ('command', 'reason'),
    [
        ('false', "'false' failed with exit code 1"),
        ('sh -c "echo oh >&2"', 'wrote to standard error: oh'),
        ('no_such_program', "cannot run 'no_such_program'"),
    ],
)
def test_command_failures_say_why(context, command, reason):
    with pytest.raises(SubstitutionFailure, match=reason):
        Command(command).perform(context)


def test_find_executable_searches_the_path(context: LaunchContext):
    assert os.access(FindExecutable(name='sh').perform(context), os.X_OK)
    with pytest.raises(SubstitutionFailure, match='no_such_program'):
        FindExecutable(name='no_such_program').perform(context)


@pytest.mark.parametrize('substitution', [ThisLaunchFile(), ThisLaunchFileDir()])
def test_launch_file_is_unknown_outside_of_one(context, substitution):
    with pytest.raises(SubstitutionFailure, match='outside of a launch file'):
        substitution.perform(context)
