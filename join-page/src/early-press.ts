// A script of its own, which comes with the style: a press on the screen that the server drew would be lost before the page's
// script is there. It is kept, and done when the screen is alive (ui/take-over.ts).
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
