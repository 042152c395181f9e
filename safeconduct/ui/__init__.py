"""How every page looks and speaks: page frames, components, form fields and styles. Knows no case."""
