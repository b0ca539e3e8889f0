import { Buffer } from 'buffer'
import process from 'process/browser'

// The package expects a bundler that provides Node's globals.
export { Buffer, process }
