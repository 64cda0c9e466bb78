// The week grid: edges of periods are dragged with a pointer or moved with the arrow keys. The form's fields hold the hours; nothing is changed before it is
// sent.
{
  const STEP = 5
  const FINE = 1
  const LEAP = 30

  const timeOf = (minute) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const minuteOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

  for (const svg of document.querySelectorAll('svg[data-week]')) {
    const form = svg.closest('form')
    const [first, last, head, perMinute] = ['from', 'to', 'head', 'perMinute'].map((key) => Number(svg.dataset[key]))
    const edges = [...svg.querySelectorAll('[data-edge]')]
    const inputOf = (name) => form.elements.namedItem(name)
    const hoursOf = (name) => inputOf(name).value.slice(0, '00:00-00:00'.length).split('-').map(minuteOf)
    /** What moves with an edge: the name of a period, and 0 for its beginning or 1 for its end. */
    const endsOf = (edge) => edge.dataset.inputs.split(' ').map((end) => [end.slice(0, -2), end.endsWith('-t') ? 1 : 0])
    const y = (minute) => head + (minute - first) * perMinute
    const minuteAt = (edge) => Number(edge.getAttribute('aria-valuenow'))

    const drawn = new Map(edges.map((edge) => [edge, minuteAt(edge)]))

    /** Between the edges before and after it on its day, with a step between. */
    const bounds = (edge, step) => {
      const own = edges.filter((other) => other.dataset.edge === edge.dataset.edge)
      const at = own.indexOf(edge)
      return [at > 0 ? minuteAt(own[at - 1]) + step : first, at < own.length - 1 ? minuteAt(own[at + 1]) - step : last]
    }

    const draw = (name) => {
      const block = svg.querySelector(`[data-block="${name}"]`)
      const [from, to] = hoursOf(name)
      const [rect, label, hours] = block.children
      const height = y(to) - y(from) - 2
      rect.setAttribute('y', y(from) + 1)
      rect.setAttribute('height', Math.max(3, height))
      label.setAttribute('y', y(from) + Math.min(16, height / 2 + 5))
      label.setAttribute('visibility', height > 13 ? 'inherit' : 'hidden')
      hours.setAttribute('y', y(from) + 30)
      hours.setAttribute('visibility', height > 30 ? 'inherit' : 'hidden')
      hours.textContent = `${timeOf(from)}–${timeOf(to)}`
    }

    const place = (edge, minute) => {
      edge.setAttribute('aria-valuenow', minute)
      edge.setAttribute('aria-valuetext', timeOf(minute))
      edge.setAttribute('transform', `translate(0 ${y(minute)})`)
      for (const [name, end] of endsOf(edge)) {
        const input = inputOf(name)
        const rest = input.value.slice('00:00-00:00'.length)
        const hours = hoursOf(name).with(end, minute)
        input.value = `${timeOf(hours[0])}-${timeOf(hours[1])}${rest}`
        draw(name)
      }
    }

    const move = (edge, wanted, step) => {
      const [least, most] = bounds(edge, step)
      if (least > most) return
      place(edge, Math.min(most, Math.max(least, wanted)))
      form.dataset.changed = ''
    }

    svg.addEventListener('keydown', (event) => {
      const edge = event.target.closest('[data-edge]')
      const step = event.shiftKey ? FINE : STEP
      const by = { ArrowDown: step, ArrowRight: step, ArrowUp: -step, ArrowLeft: -step, PageDown: LEAP, PageUp: -LEAP }[
        event.key
      ]
      if (!edge || by === undefined) return
      event.preventDefault()
      move(edge, minuteAt(edge) + by, Math.min(step, Math.abs(by)))
    })

    svg.addEventListener('pointerdown', (event) => {
      const edge = event.target.closest('[data-edge]')
      if (!edge || event.button !== 0) return
      event.preventDefault()
      edge.focus()
      edge.setPointerCapture(event.pointerId)
      const follow = ({ clientX, clientY, shiftKey }) => {
        const step = shiftKey ? FINE : STEP
        const point = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse())
        move(edge, Math.round(((point.y - head) / perMinute + first) / step) * step, step)
      }
      const stop = () => edge.removeEventListener('pointermove', follow)
      edge.addEventListener('pointermove', follow)
      edge.addEventListener('pointerup', stop, { once: true })
      edge.addEventListener('pointercancel', stop, { once: true })
    })

    // What a script puts into a hidden field stays there at a reset: the hours go back as the edges do.
    form.addEventListener('reset', () => {
      for (const [edge, minute] of drawn) place(edge, minute)
      delete form.dataset.changed
    })
  }
}
