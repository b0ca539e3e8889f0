/** A spinner in place of a card's icon. The text next to it says what is in progress. */
export function Waitmark() {
  return (
    <div class="card-icon waitmark">
      <span class="spinner" aria-hidden="true" />
    </div>
  )
}
