"""HTTP, and nothing but HTTP.

A view loads what came with a schema, calls one action (or reads straight from
`storage`), and shows the result with an out-schema. Nothing here speaks SQL, and no
door imports another: what two doors share stands in this folder.
"""
