/** Wears light or dark whatever the browser prefers, for people who look: the rules for dark hold always, or never. */
export function wear(theme: string): void {
  document.documentElement.style.colorScheme = theme
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) rewrite(rule, theme)
}

function rewrite(rule: CSSRule, theme: string): void {
  if (!(rule instanceof CSSMediaRule)) return
  if (rule.conditionText.includes('prefers-color-scheme')) rule.media.mediaText = theme === 'dark' ? 'all' : 'not all'
}
