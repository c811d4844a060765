import pytest
from launch_ros.names import check_node_name, join_namespace


@pytest.mark.parametrize(
    ('base', 'namespace', 'joined'),
    [
        (None, None, None),
        (None, 'a', '/a'),
        (None, '/a/', '/a'),
        ('/a', None, '/a'),
        ('/a', 'b/c', '/a/b/c'),
        ('/a', '/b', '/b'),
        ('/a', '/', '/'),
        ('/', 'b', '/b'),
        ('/a', '', '/a'),
        (None, '', '/'),
    ],
)
def test_namespace_goes_below_its_base_unless_absolute(base, namespace, joined):
    assert join_namespace(base, namespace) == joined


@pytest.mark.parametrize('namespace', ['a b', '1a', 'a//b', 'a-b', '/a//'])
def test_invalid_namespace_is_named(namespace):
    with pytest.raises(ValueError, match='invalid namespace'):
        join_namespace(None, namespace)


def test_node_names():
    assert check_node_name('head_1') == 'head_1'
    for name in ('', '1head', 'a/b', 'a b', 'ä'):
        with pytest.raises(ValueError, match='invalid node name'):
            check_node_name(name)
