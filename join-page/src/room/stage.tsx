import { useApp } from '../app-context.ts'
import { Alone } from './alone.tsx'
import { layoutOf } from './layout.ts'
import { useRoomUi } from './room-ui.ts'
import { SelfTile } from './self-tile.tsx'
import { SelfView } from './self-view.tsx'
import { Tile } from './tile.tsx'

/** Shows the participants as `layoutOf` places them. */
export function Stage() {
  const { call } = useApp()
  const { corner } = useRoomUi()
  const view = call.view.value
  const layout = layoutOf(view)
  const { me } = view
  const isSelfAmong = layout.self === 'among' && me !== undefined
  const self = isSelfAmong && <SelfTile key="me" me={me} fit={layout.is === 'grid' ? 'fair' : 'fill'} />
  return (
    <div class="stage" data-layout={layout.is} data-corner={isSelfAmong ? undefined : corner.value}>
      {layout.is === 'alone' && <Alone />}
      <div class="stage-main" data-count={layout.main.length + (self && layout.is === 'grid' ? 1 : 0)}>
        {layout.main.map((slot) => (
          <Tile key={`${slot.participant.sid}-${slot.shows}`} slot={slot} />
        ))}
        {layout.is === 'grid' && self}
      </div>
      {layout.is === 'focus' && (
        <div class="stage-side">
          {layout.side.map((slot) => (
            <Tile key={`${slot.participant.sid}-${slot.shows}`} slot={slot} />
          ))}
          {self}
        </div>
      )}
      {me && layout.self === 'corner' && <SelfView me={me} />}
    </div>
  )
}
