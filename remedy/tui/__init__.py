"""The terminal app: shows what `remedy.views` makes of an assessment, and acts through `remedy.store`."""
