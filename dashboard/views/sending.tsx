import type { View } from '../env.ts'

/** How far a file is that is being sent, which `sendFile` of app.js shows; without a script the browser says so itself. Stands in the form of the file. */
export function Sending({ view }: { readonly view: View }) {
  const t = view.t.lists.sending
  return (
    <div class="w-full" data-sending hidden>
      <progress class="h-2 w-full accent-primary" max="1" aria-label={t.now} />
      <p role="status" class="text-sm text-muted" data-now={t.now} data-sent={t.sent} data-lost={t.lost}></p>
    </div>
  )
}
