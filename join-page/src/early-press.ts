// This small script arrives with the style sheet. Before the page's script arrives, a press on the rendered screen
// would be lost. This script remembers the press, and ui/take-over.ts performs it.
addEventListener(
  'click',
  ({ target }) => {
    const place = document.getElementById('page')
    const button = target instanceof Element ? target.closest('button') : null
    const action = button?.dataset['action']
    if (action && place && place.dataset['isAlive'] === undefined) place.dataset['pressed'] = action
  },
  true,
)
