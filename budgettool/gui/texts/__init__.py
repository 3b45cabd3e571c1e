"""The page 说明文字: sections written beside their print, with figures that cannot be mistyped."""
