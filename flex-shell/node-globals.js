import { Buffer } from 'buffer'
import process from 'process/browser'

// The package is written for a bundler that stands in for Node's globals.
export { Buffer, process }
