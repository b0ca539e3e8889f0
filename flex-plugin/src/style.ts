/** Flex's own colours belong to its design system. These plain colours work on its light and its dark theme. */
export const css = `
.escalate-button{display:inline-flex;margin-inline-end:8px}
.escalate-busy{animation:escalate-turn 1s linear infinite}
.escalate-calling{animation:escalate-call 1.2s ease-in-out infinite}
@keyframes escalate-turn{to{transform:rotate(360deg)}}
@keyframes escalate-call{50%{opacity:.35}}
@media(prefers-reduced-motion:reduce){.escalate-busy,.escalate-calling{animation:none}}
.escalate-tab{display:flex;flex-direction:column;gap:8px;flex:1 1 auto;min-height:0;height:100%;box-sizing:border-box;padding:12px;overflow:auto;font-size:14px}
.escalate-tab p{margin:0}
.escalate-word{font-weight:600}
.escalate-word [data-trouble=true]{color:#d61f1f}
.escalate-asks{padding:8px;white-space:pre-line;border-inline-start:4px solid #e36f00}
.escalate-steps{display:flex;flex-wrap:wrap;gap:4px 12px;margin:0;padding:0;list-style:none}
.escalate-steps [data-state=open]{opacity:.7}
.escalate-steps [data-state=now]{font-weight:600}
.escalate-steps [data-state=trouble]{font-weight:600;color:#d61f1f}
.escalate-visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.escalate-coach,.escalate-row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.escalate-coach{justify-content:space-between;padding:8px;border:1px solid #8891aa;border-radius:4px}
.escalate-tab button,.escalate-frame button,.escalate-dialog button{font:inherit;font-weight:600;min-height:32px;padding:4px 12px;border:1px solid #6b7280;border-radius:4px;background:transparent;color:inherit;cursor:pointer}
.escalate-tab button:disabled{opacity:.6;cursor:default}
.escalate-tab button.escalate-yes,.escalate-dialog button.escalate-yes{background:#0263e0;border-color:#0263e0;color:#fff}
.escalate-people{display:flex;flex-direction:column;gap:8px;margin:0;padding:0;list-style:none}
.escalate-people li{display:flex;justify-content:space-between;align-items:center;gap:8px}
.escalate-directory{display:contents}
.escalate-directory .Twilio-WorkerDirectory-Worker:has([aria-disabled=true]){display:none}
.escalate-place{flex:1 1 auto;min-height:300px;display:flex;flex-direction:column;gap:8px;align-items:center;justify-content:center;border:1px dashed #8891aa;border-radius:4px}
.escalate-frame{position:fixed;z-index:20;display:flex;flex-direction:column;overflow:hidden;border-radius:4px;background:#121c2d}
.escalate-frame[data-docked=false]{box-shadow:0 4px 24px rgba(0,0,0,.5)}
.escalate-frame iframe{flex:1 1 auto;width:100%;border:0}
.escalate-bar{display:flex;justify-content:space-between;align-items:center;padding:4px 8px;color:#fff;font-size:13px}
.escalate-suggest{position:relative}
.escalate-list{position:absolute;bottom:0;inset-inline:0;z-index:15;padding:4px;border:1px solid #8891aa;border-radius:4px;background:#fff;color:#121c2d;font-size:14px}
.escalate-list [role=option]{padding:6px 8px;cursor:pointer}
.escalate-list [aria-selected=true],.escalate-list [role=option]:hover{background:#ebf4ff}
.escalate-dialog{max-width:420px;border:0;border-radius:8px;padding:20px;color:#121c2d;background:#fff;font-size:14px}
.escalate-dialog::backdrop{background:rgba(18,28,45,.6)}
.escalate-dialog h2{margin:0 0 8px;font-size:18px}
.escalate-dialog .escalate-row{justify-content:flex-end;margin-top:16px}
`
