import { aDesk } from './a-desk.ts'
import { aHouse, linkTo } from './a-house.ts'
import { viewIn } from './a-view.ts'

/** Ada's video is open, and its customer has the link. */
export async function anOpenVideo(environment: Readonly<Record<string, string>> = {}) {
  const house = aHouse(environment)
  await house.accepts()
  const ada = house.as('ada')
  const { id } = await viewIn(await ada.post('/escalations', { taskSid: aDesk().taskSid }))
  await house.work()
  const link = linkTo(id)
  const press = (path = link, init: RequestInit = {}) =>
    Promise.resolve(
      house.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        ...init,
      }),
    )
  const look = (path = link, headers: Readonly<Record<string, string>> = {}) =>
    Promise.resolve(house.app.request(path, { headers }))
  return { house, ada, id, link, press, look }
}
