import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtPage } from './page-build.ts'
import { project } from './project.ts'

type Language = 'de' | 'es' | 'fr' | 'ja' | 'pt-BR'

/**
 * The Flex plugin's script as Flex gets it; built if one of its inputs has changed.
 * @param file `all`: the script with every language. A tag: that locale's texts; `.late`: its rarely read texts.
 */
export async function builtPlugin(file?: 'all' | Language | `${Language | 'en'}.late`): Promise<string> {
  const dist = await builtPage({ root: join(project.root, 'flex-plugin'), name: 'the Flex plugin' })
  return readFile(join(dist, `plugin-escalate${file ? `.${file}` : ''}.js`), 'utf8')
}
