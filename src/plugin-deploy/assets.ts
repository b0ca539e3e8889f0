import { z } from 'zod'
import { ifThere } from '../twilio/missing.ts'
import { redirected, type Sdk } from '../twilio/sdk.ts'
import type { PluginFile } from './plan.ts'

/** The credentials for uploads, and Twilio's address. */
export type Access = {
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly apiUrl: string | undefined
}

const service = 'escalate-plugin'
const environment = 'plugin'
const pollMs = 1_000
const mostPolls = 120

/** The plugin's files at Twilio. Those of earlier versions stay for releases that go back, and for open browsers. */
export function pluginAssets(sdk: Sdk, access: Access) {
  const services = sdk.serverless.v1.services

  async function current() {
    const found = await ifThere(() => services(service).fetch())
    if (!found) return undefined
    const at = (await services(found.sid).environments.list()).find(({ uniqueName }) => uniqueName === environment)
    const build = at?.buildSid ? await services(found.sid).builds(at.buildSid).fetch() : undefined
    return { serviceSid: found.sid, at, versions: z.array(version).parse(build?.assetVersions ?? []) }
  }

  async function upload(serviceSid: string, path: string, { name, content }: PluginFile): Promise<string> {
    const asset = await services(serviceSid).assets.create({ friendlyName: name })
    const form = new FormData()
    form.set('Path', path)
    form.set('Visibility', 'public')
    form.set('Content', new Blob([content], { type: 'application/javascript' }), name)
    const uploads = `https://serverless-upload.twilio.com/v1/Services/${serviceSid}/Assets/${asset.sid}/Versions`
    const answer = await fetch(redirected(uploads, access.apiUrl), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${access.apiKeySid}:${access.apiKeySecret}`)}` },
      body: form,
    })
    if (!answer.ok) throw new Error(`${name} was not uploaded: ${answer.status} ${await answer.text()}`)
    return z.object({ sid: z.string() }).parse(await answer.json()).sid
  }

  async function built(serviceSid: string, assetVersions: string[]): Promise<string> {
    const { sid } = await services(serviceSid).builds.create({ assetVersions, runtime: 'node22' })
    for (let polls = 0; polls < mostPolls; polls++) {
      const { status } = await services(serviceSid).builds(sid).buildStatus().fetch()
      if (status === 'completed') return sid
      if (status === 'failed') throw new Error(`Twilio could not build the plugin’s files (${sid}).`)
      await new Promise((over) => setTimeout(over, pollMs))
    }
    throw new Error(`Twilio is still building the plugin’s files (${sid}).`)
  }

  return {
    async paths(): Promise<readonly string[]> {
      return (await current())?.versions.map(({ path }) => path) ?? []
    },
    /** Uploads missing files. @returns the address of the folder */
    async put(folder: string, files: readonly PluginFile[]): Promise<string> {
      const now = await current()
      const serviceSid =
        now?.serviceSid ?? (await services.create({ uniqueName: service, friendlyName: 'Escalate’s Flex plugin' })).sid
      const at = now?.at ?? (await services(serviceSid).environments.create({ uniqueName: environment }))
      const missing = files.filter(({ name }) => !now?.versions.some(({ path }) => path === `${folder}/${name}`))
      const added: string[] = []
      for (const file of missing) added.push(await upload(serviceSid, `${folder}/${file.name}`, file))
      if (added.length > 0) {
        const buildSid = await built(serviceSid, [...(now?.versions ?? []).map(({ sid }) => sid), ...added])
        await services(serviceSid).environments(at.sid).deployments.create({ buildSid })
      }
      return `https://${at.domainName}${folder}`
    },
    /** Checks that a file can be loaded: a release without files breaks the plugin for all. @throws Error if not */
    async look(url: string): Promise<void> {
      const seen = access.apiUrl ? url.replace(/^https:\/\/([\w-]+\.twil\.io)/, `${access.apiUrl}/twil.io/$1`) : url
      const { status } = await fetch(seen)
      if (status !== 200) throw new Error(`${url} answers ${status}. Nothing was released.`)
    },
  }
}

const version = z.object({ sid: z.string(), path: z.string() })
