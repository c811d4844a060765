# Makes the suite usable in this shell: . setup.bash
# Sources the virtual environment, ROS 2 (the one that is sourced already, else the one inside the
# virtual environment), and the packages that `make build` has installed.

_reachy_root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ ! -x "$_reachy_root/.venv/bin/python" ]; then
  echo "setup.bash: nothing is installed yet; run 'make build' in $_reachy_root first" >&2
  unset _reachy_root
  return 1 2>/dev/null || exit 1
fi

VIRTUAL_ENV_DISABLE_PROMPT=1 . "$_reachy_root/.venv/bin/activate"
if [ -z "${ROS_DISTRO:-}" ]; then
  # The wheels of ROS 2 make the virtual environment an ament prefix.
  export AMENT_PREFIX_PATH=$_reachy_root/.venv
  export CMAKE_PREFIX_PATH=$_reachy_root/.venv
fi
if [ -f "$_reachy_root/install/setup.bash" ]; then
  . "$_reachy_root/install/setup.bash"
fi
unset _reachy_root
