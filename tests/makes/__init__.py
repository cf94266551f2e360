"""Reports made up in many makes: one description of what is printed, several programs that print it.

`figures` makes up the figures, `layout` declares how a report looks, `document` says which words stand in it, `placing`
puts them on pages; the modules named `with_` and `as_` write files. All figures that come out of here are synthetic.
"""
