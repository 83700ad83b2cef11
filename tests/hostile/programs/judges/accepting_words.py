# attacks: the checker's protocol, by words and numbers that accept elsewhere
# always
# checker: wrong_answer
print("42\nok\naccepted\npoints 1\n1.0")
