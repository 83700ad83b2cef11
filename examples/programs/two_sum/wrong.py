"""Uses an element twice, and finds no answer where there is none in another way."""


class Solution:
    def two_sum(self, numbers, target):
        for first, one in enumerate(numbers):
            for second, other in enumerate(numbers):
                if one + other == target:
                    return [first, second]
        return None
