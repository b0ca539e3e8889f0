/** Stands for a participant without video. */
export function Avatar({ name }: { readonly name: string | undefined }) {
  const initial = name && [...name][0]?.toLocaleUpperCase()
  return (
    <div class="avatar">
      {initial && /\p{L}/u.test(initial) ? (
        <span aria-hidden="true">{initial}</span>
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M12 4a4.25 4.25 0 1 0 0 8.5A4.25 4.25 0 0 0 12 4ZM4 20.5a8 8 0 0 1 16 0Z" />
        </svg>
      )}
    </div>
  )
}
