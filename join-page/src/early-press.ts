// This small script arrives with the style sheet. A press on the drawn screen would be lost before the page's script arrives.
// The script remembers the press, and ui/take-over.ts carries it out.
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
