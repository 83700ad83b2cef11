# attacks: tests of functions named like built-in ones, by defining nothing that they use
# always
# built-in, built-in-shared, built-in-shared-files: wrong_answer
def other(): pass
