// Announces by the npm package bittorrent-tracker: node npm-client.mjs PACKAGE URL INFOHASH ANNOUNCES WINDOW
import { register } from 'node:module'

// WebRTC is a native module that UDP has no use for, and is not there after an install without scripts.
const hooks = `export const resolve = (name, context, next) => name.includes('simple-peer')
  ? { url: 'data:text/javascript,export default class {}', shortCircuit: true } : next(name, context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

const [folder, url, infoHash, announces, window] = process.argv.slice(2)
const { default: Client } = await import(`${folder}/client.js`)
const total = Number(announces)
let begun = 0
let ended = 0
let failures = 0

const clients = Array.from({ length: Number(window) }, (_, i) => {
  const client = new Client({ infoHash, peerId: Buffer.from(`-XX0001-${String(i).padStart(12, '0')}`).toString('hex'), announce: [url], port: 6881 })
  client.on('error', () => {})
  client.on('update', () => next(client))
  client.on('warning', () => { failures++; next(client) })
  return client
})

const cpu = process.cpuUsage()
const started = process.hrtime.bigint()
for (const client of clients) ask(client)

function ask (client) {
  if (begun === total) return
  begun++
  client.update({ numwant: 50 })
}

function next (client) {
  if (++ended < total) return ask(client)
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ failures, ms: Number(process.hrtime.bigint() - started) / 1e6, cpuMicros: user + system }))
  process.exit(0)
}
