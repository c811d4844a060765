# Makes the suite usable in this shell: source setup.bash
# The ROS 2 that is sourced already, else the one in the virtual environment; then the packages
# that `make build` has installed.

_reachy_root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ -f "$_reachy_root/.venv/local_setup.bash" ]; then
  . "$_reachy_root/.venv/local_setup.bash"
  if [ -f "$_reachy_root/install/local_setup.bash" ]; then
    . "$_reachy_root/install/local_setup.bash"
  fi
  unset _reachy_root
else
  echo "setup.bash: nothing is installed yet; run 'make build' in $_reachy_root first" >&2
  unset _reachy_root
  return 1
fi
