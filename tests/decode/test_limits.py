from lamplight.decode.limits import Limits


def test_limits_survive_a_command_line() -> None:
    limits = Limits(size_bytes=1, pixels=2, cpu_s=3, wall_s=4, memory_bytes=5)

    assert Limits.read(limits.words()) == limits
