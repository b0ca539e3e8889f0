import { useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import type { Participant } from '../call/model.ts'
import { Button } from '../ui/button.tsx'
import { cornerAfter, cornerAt, nextCorner } from './corner.ts'
import { useRoomUi } from './room-ui.ts'
import { SelfTile } from './self-tile.tsx'

const isRtl = () => document.documentElement.dir === 'rtl'

/** The self view in a corner. Dragging, a press of its button, or the arrow keys move it to another corner. */
export function SelfView({ me }: { readonly me: Participant }) {
  const { texts } = useApp()
  const { corner } = useRoomUi()
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined)

  const grab = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) return
    from.current = { x: event.clientX, y: event.clientY }
    box.current?.setPointerCapture(event.pointerId)
  }
  const drag = ({ clientX, clientY }: PointerEvent) => {
    if (!from.current || !box.current) return
    box.current.style.transform = `translate(${clientX - from.current.x}px, ${clientY - from.current.y}px)`
  }
  const drop = ({ clientX, clientY }: PointerEvent) => {
    const element = box.current
    const stage = element?.parentElement?.getBoundingClientRect()
    if (!from.current || !element || !stage) return
    const isMoved = Math.hypot(clientX - from.current.x, clientY - from.current.y) > 8
    from.current = undefined
    element.style.transform = ''
    if (!isMoved) return
    const { width, height } = stage
    corner.value = cornerAt({ x: clientX - stage.left, y: clientY - stage.top }, { width, height, isRtl: isRtl() })
  }
  const push = (event: KeyboardEvent) => {
    const next = cornerAfter(corner.value, event.key, isRtl())
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    corner.value = next
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same.
    <div
      ref={box}
      class="self-view"
      data-corner={corner.value}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={push}
    >
      <SelfTile me={me} />
      <Button
        action="move-self"
        class="self-move"
        icon="arrow"
        isLabelHidden
        onClick={() => {
          corner.value = nextCorner(corner.value)
        }}
      >
        {texts.value.moveSelf}
      </Button>
    </div>
  )
}
