import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** An opened text. `isOld`: it was sealed with a key that is being replaced. */
export type Opened = { readonly text: string; readonly isOld: boolean }

/** Protects a stored text: without the key nobody can read or change it. */
export interface Seal {
  /** `about` is not secret but authenticated: a text that was sealed for one endpoint does not open for another. */
  seal(text: string, about: string): string
  /** @returns undefined if no key opens it, or if it was changed */
  open(sealed: string, about: string): Opened | undefined
}

const cipher = 'aes-256-gcm'
const [ivLength, tagLength] = [12, 16]

/** Creates a seal: AES-256-GCM with keys derived from `secrets` for one purpose. The first seals, all of them open. */
export function createSeal(secrets: readonly string[], purpose: string): Seal {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))

  return {
    seal(text, about) {
      const [key] = keys
      if (!key) throw new Error('There is no key to seal with')
      const iv = randomBytes(ivLength)
      const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength }).setAAD(Buffer.from(about))
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
      return Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url')
      for (const [n, key] of keys.entries()) {
        const text = openWith(key, bytes, about)
        if (text !== undefined) return { text, isOld: n > 0 }
      }
      return undefined
    },
  }
}

function openWith(key: Buffer, bytes: Buffer, about: string): string | undefined {
  if (bytes.length < ivLength + tagLength) return undefined
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
  opening.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
  try {
    return Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()]).toString('utf8')
  } catch {
    return undefined // another key, or a changed text
  }
}
