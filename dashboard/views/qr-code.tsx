import { encode } from 'uqr'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'

/** A text as a QR code, drawn as one path: dark squares on light, with the quiet border that readers need, by night too. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Says of a link for another device that only this machine can follow it: whoever made it has the page open here. */
export function LinkIsLocal({ view, address }: { readonly view: View; readonly address: string }) {
  const { hostname } = new URL(address)
  if (hostname !== 'localhost' && hostname !== '[::1]' && !/^127\.\d/.test(hostname)) return null
  return (
    <p class="notice notice-problem mb-4 text-start">
      <Icon name="warning" />
      <span>{view.t.box.people.local}</span>
    </p>
  )
}
