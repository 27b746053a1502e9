"""How much two stretches of text are alike."""

from __future__ import annotations


def prefix_distance(pattern: str, text: str) -> int:
    """The smallest Levenshtein distance between `pattern` and any beginning of `text`.

    Bit-parallel (Myers, J. ACM 46(3), 1999, as Hyyrö's 2003 form of it): a step a code point of `text`.
    """
    size = len(pattern)
    if not size:
        return 0
    where: dict[str, int] = {}
    for bit, char in enumerate(pattern):
        where[char] = where.get(char, 0) | 1 << bit
    all_bits, last = (1 << size) - 1, 1 << (size - 1)
    more, less = all_bits, 0  # where a row of the table is one more, one less, than the row above
    distance = best = size
    for char in text:
        equal = where.get(char, 0)
        across = (((equal & more) + more) ^ more) | equal
        rise = less | (all_bits & ~(across | more))
        fall = more & across
        distance += bool(rise & last) - bool(fall & last)
        best = min(best, distance)
        rise = rise << 1 | 1
        down = equal | less
        more = (fall << 1 | ~(down | rise)) & all_bits
        less = rise & down & all_bits
    return best


def common_length(one: str, start: int, other: str, other_start: int) -> int:
    """How many code points are the same from `one[start]` and `other[other_start]` on."""
    room = min(len(one) - start, len(other) - other_start)
    length, step = 0, 16
    while length < room and step:
        step = min(step, room - length)
        if one.startswith(other[other_start + length : other_start + length + step], start + length):
            length += step
            step *= 2
        else:
            room, step = length + step - 1, step // 2  # the difference is within this step
    return length


def common_length_back(one: str, end: int, other: str, other_end: int, most: int) -> int:
    """How many code points, at most `most`, are the same before `one[end]` and `other[other_end]`."""
    room = min(end, other_end, most)
    length = 0
    while length < room and one[end - length - 1] == other[other_end - length - 1]:
        length += 1
    return length
