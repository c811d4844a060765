import pytest
from launch import LaunchContext
from launch.substitutions import LaunchConfiguration
from launch.typed_value import coerce_to_type, perform_typed


@pytest.mark.parametrize(
    ('text', 'data_type', 'value'),
    [
        ('3', None, 3),
        ('3.0', None, 3.0),
        ('true', None, True),
        ('word', None, 'word'),
        ('', None, ''),
        ('[1.0, 2.5]', None, [1.0, 2.5]),
        ('3', str, '3'),
        ('3', float, 3.0),
        ('1', bool, True),
        ('false', bool, False),
        ('[1, 2]', list[int], [1, 2]),
    ],
)
def test_text_becomes_value_of_exactly_its_type(text, data_type, value):
    result = coerce_to_type(text, data_type)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ('text', 'data_type'),
    [
        ('3.5', int),
        ('word', float),
        ('yes please', bool),
        ('[1, 2.5]', list[int]),
        ('3', list[int]),
        ('{a: 1}', None),
        ('[1, a]', None),
        ('[1', None),
    ],
)
def test_text_of_another_type_is_refused(text, data_type):
    with pytest.raises(ValueError, match=r'\S'):
        coerce_to_type(text, data_type)


def test_values_pass_and_substitutions_are_read(context: LaunchContext):
    context.launch_configurations['delay'] = '2'
    assert perform_typed(context, 1.5, float) == 1.5
    assert perform_typed(context, LaunchConfiguration('delay'), float) == 2.0
    with pytest.raises(TypeError, match='expected a bool'):
        perform_typed(context, 3, bool)
