"""The demo: fictional content (`content/*.toml`) and the modules that load it, one for each app.

Everything is loaded once; see `load_demo`. Nothing in the product depends on this package.
"""
