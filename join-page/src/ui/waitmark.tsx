/** In place of a card's icon while something is on its way. The words beside it say what. */
export function Waitmark() {
  return (
    <div class="card-icon waitmark">
      <span class="spinner" aria-hidden="true" />
    </div>
  )
}
