// The little that pages do by themselves: count down, filter a list, follow the live list. Every page also works without it.

const root = document.documentElement
root.classList.add('js')

// A phone's clock may be wrong: count with the server's.
// In a demonstration that one goes faster.
const opened = { at: Date.now(), now: Number(document.body.dataset.now) }
const speed = Number(document.body.dataset.speed ?? 1)
const now = () => opened.now + (Date.now() - opened.at) * speed

setInterval(countDown, 1000)
setInterval(refresh, 30_000 / Math.min(speed, 10))
document.addEventListener('visibilitychange', refresh)
document.addEventListener('input', filterList)
document.addEventListener('change', tickAll)
document.addEventListener('submit', sendFile)
document.addEventListener('htmx:after:swap', startAnew)
document.addEventListener('keydown', closeFlyouts)
document.addEventListener('click', closeFlyouts)
followAttempts()
followClass()
goOnWhenBack()
showBadge()
endUndo()
document.addEventListener('htmx:after:swap', showBadge)
document.addEventListener('htmx:after:swap', endUndo)
document.addEventListener('htmx:after:swap', endOlderNotice)
document.addEventListener('input', sendPin)

function countDown() {
  for (const element of document.querySelectorAll('[data-clock]')) element.textContent = onTheWall(element.dateTime)
  for (const element of document.querySelectorAll('[data-until]')) {
    const left = Number(element.dataset.until) - now()
    element.textContent = written(Math.max(0, Math.floor(left / 1000)))
    if (left <= 0 && !element.dataset.over) {
      element.dataset.over = '1'
      setTimeout(refresh, 500)
    }
  }
}

// On the school's wall, whatever zone this browser is in.
function onTheWall(iso) {
  const timeZone = iso.slice(-6)
  return new Intl.DateTimeFormat('nl', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now())
}

function written(seconds) {
  const two = (part) => String(part).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

function refresh() {
  const part = document.getElementById('now-live')
  if (part && !document.hidden) part.dispatchEvent(new Event('refresh'))
}

// A swap keeps what was typed. After a grant the form begins anew, so that the next one is not longer by accident; what was refused comes back
// from the server.
function startAnew({ detail }) {
  const form = detail?.ctx?.sourceElement
  if (form instanceof HTMLFormElement && form.isConnected && form.dataset.keep === undefined) form.reset()
}

// The little number before the title, so that a question of a pupil is seen without a sound.
function showBadge() {
  const count = Number(document.querySelector('[data-badge]')?.dataset.badge ?? 0)
  document.title = document.title.replace(/^\(\d+\) /, '')
  if (count > 0) document.title = `(${count}) ${document.title}`
}

// An act can be taken back for ten seconds after it.
function endUndo() {
  for (const button of document.querySelectorAll('[data-undo]:not([data-ending])')) {
    button.dataset.ending = '1'
    setTimeout(() => button.isConnected && button.form.remove(), 10_000)
  }
}

// What the page began with is over once a later act has its own word: two ways back would be one too many.
function endOlderNotice() {
  if (document.querySelector('#now .notice-done, #now .notice-problem')) document.querySelector('[data-done]')?.remove()
}

// With the last digit a PIN is sent.
function sendPin({ target }) {
  if (target.dataset?.digits && target.value.length === Number(target.dataset.digits)) target.form.requestSubmit()
}

// Something of the class has changed: read the part anew. A tab that nobody sees gives its connection back, and looks again when it is seen.
function followClass() {
  const part = document.querySelector('[data-stream]')
  if (!part) return
  let source
  const connect = () => {
    if (document.hidden) {
      source?.close()
      source = undefined
    } else if (!source) {
      source = new EventSource(part.dataset.stream)
      source.addEventListener('changed', refresh)
    }
  }
  document.addEventListener('visibilitychange', connect)
  window.addEventListener('pagehide', () => source?.close())
  connect()
}

// While the program begins anew a link would lead nowhere: it is followed by itself once somebody answers there.
function goOnWhenBack() {
  const link = document.querySelector('[data-when-back]')
  if (!link) return
  const look = async () => {
    const answer = await fetch(link.href).catch(() => undefined)
    if (answer?.ok) location.assign(link.href)
    else setTimeout(look, 1000)
  }
  setTimeout(look, 3000)
}

// One box that ticks all of its form, or none.
function tickAll({ target }) {
  const name = target.dataset?.ticksAll
  if (name) for (const box of target.form.querySelectorAll(`[name="${name}"]`)) box.checked = target.checked
}

// A file that takes a while says how far it is. What comes back takes the page's place, as it does without a script.
function sendFile(event) {
  const form = event.target
  const part = form.querySelector('[data-sending]')
  if (!part) return
  event.preventDefault()
  // What asks for itself may lead to another page, and this one must stay.
  for (const asking of document.querySelectorAll('[hx-trigger^="every"]')) asking.remove()
  const [bar, words, button] = ['progress', '[data-lost]', '[type="submit"]'].map((one) => form.querySelector(one))
  const say = (which) => {
    words.textContent = words.dataset[which]
    bar.hidden = which === 'lost'
    button.disabled = which !== 'lost'
  }
  const request = new XMLHttpRequest()
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total
  })
  request.upload.addEventListener('load', () => say('sent'))
  request.addEventListener('loadend', () => {
    const page = request.response
    if (!page?.body || request.status === 408) return say('lost')
    if (request.responseURL !== form.action) return location.assign(request.responseURL)
    document.title = page.title
    document.body.replaceWith(page.body)
    window.htmx?.process(document.body)
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus()
    goOnWhenBack()
  })
  request.open('POST', form.action)
  request.responseType = 'document'
  part.hidden = false
  say('now')
  request.send(new FormData(form))
}

function filterList({ target }) {
  const scope = target.dataset?.filter && document.querySelector(target.dataset.filter)
  if (!scope) return
  const wanted = target.value.trim().toLowerCase()
  let found = 0
  for (const item of scope.querySelectorAll('[data-match]')) {
    item.hidden = !item.dataset.match.includes(wanted)
    if (!item.hidden) found += 1
  }
  for (const part of scope.querySelectorAll('[data-part]'))
    part.hidden = wanted !== '' && part.querySelector('[data-match]:not([hidden])') === null
  for (const fold of scope.querySelectorAll('[data-opens-when-filtered]')) fold.open = wanted !== ''
  const none = scope.querySelector('[data-no-match]')
  if (none) none.hidden = found > 0
}

// Enter in a field that only filters must not send the form around it.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.dataset?.filter) event.preventDefault()
})

function closeFlyouts(event) {
  if (event.type === 'keydown' && event.key !== 'Escape') return
  for (const flyout of document.querySelectorAll('.menu-flyout[open]')) {
    if (event.type === 'click' && flyout.contains(event.target)) continue
    flyout.open = false
    if (event.type === 'keydown') flyout.querySelector('summary').focus()
  }
}

// New rows wait behind one line until somebody asks for them: what is being read stays where it is. A row that is shown already counts on in its place.
function followAttempts() {
  const list = document.querySelector('[data-live]')
  if (!list) return
  const most = 200
  const [lost, waits, button, count] = ['lost', 'waits', 'show', 'count'].map((part) =>
    document.querySelector(`[data-live-${part}]`),
  )
  const held = new Map()
  let source

  const tell = () => {
    count.textContent = held.size
    button.hidden = held.size === 0
    waits.hidden = held.size > 0
  }
  const receive = ({ data }) => {
    const template = document.createElement('template')
    template.innerHTML = data
    for (const item of [...template.content.children]) {
      const shown = document.getElementById(item.id)
      // The newest state last, also where the row waits already.
      held.delete(item.id)
      if (shown && !shown.querySelector(':focus')) {
        shown.replaceChildren(...item.childNodes)
        shown.dataset.last = item.dataset.last
      } else held.set(item.id, item)
    }
    while (held.size > most) held.delete(held.keys().next().value)
    tell()
  }
  button.addEventListener('click', () => {
    for (const item of held.values()) {
      document.getElementById(item.id)?.remove()
      list.prepend(item)
    }
    held.clear()
    document.querySelector('[data-when-empty]')?.remove()
    while (list.children.length > most) list.lastElementChild.remove()
    tell()
    // The button goes: who came by keyboard goes on at the first of the new rows.
    list.firstElementChild.tabIndex = -1
    list.firstElementChild.focus()
  })
  // Browsers allow six connections to a host: a tab that nobody sees gives its one back.
  const connect = () => {
    if (document.hidden) {
      source?.close()
      source = undefined
      return
    }
    if (source) return
    const last = Math.max(0, ...[...list.children, ...held.values()].map((item) => Number(item.dataset.last)))
    const url = new URL(list.dataset.live, location.href)
    url.searchParams.set('since', last)
    source = new EventSource(url)
    source.addEventListener('attempts', receive)
    source.addEventListener('open', () => {
      lost.hidden = true
    })
    source.addEventListener('error', () => {
      lost.hidden = document.hidden
    })
  }
  document.addEventListener('visibilitychange', connect)
  window.addEventListener('pagehide', () => source?.close())
  connect()
}
