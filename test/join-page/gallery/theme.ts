/** Sets light or dark against the browser's preference, for people: the rules for dark always hold, or never. */
export function wear(theme: string): void {
  document.documentElement.style.colorScheme = theme
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) rewrite(rule, theme)
}

function rewrite(rule: CSSRule, theme: string): void {
  if (!(rule instanceof CSSMediaRule)) return
  if (rule.conditionText.includes('prefers-color-scheme')) rule.media.mediaText = theme === 'dark' ? 'all' : 'not all'
}
