"""What other judges accept, for data made for them: one judge a module.

Each module says which code it follows and reproduces which outputs that code accepts, oddities
included; it does not run, evaluate or unpickle anything. They are written from the behaviour of
the originals and share no code with them. Where an original could be made to take quadratic
time or memory, the answer here is the same and the cost is not.

An output that is not UTF-8 is accepted by none of those that compare text: the originals stop
at it, or compare a text that says so.
"""
