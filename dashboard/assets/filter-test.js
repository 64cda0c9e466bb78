// "Is this device filtered?": fetches a name that only our resolver knows, a new one each time, so that nothing remembered answers.

const filterTest = document.getElementById('filter-test')
filterTest?.querySelector('[data-start]').addEventListener('click', testFilter)

async function testFilter() {
  showResult('running')
  const token = Math.random().toString(36).slice(2)
  const port = location.port && `:${location.port}`
  const isOurs = await reached(`${location.protocol}//t${token}.${filterTest.dataset.name}${port}/filtertest/ok.svg`)
  if (isOurs) return showResult('good')
  // Names that exist everywhere but here; without internet they exist nowhere, and say nothing.
  const leaks = await reached(`${location.protocol}//use-application-dns.net/?${token}`)
  // Under a certificate that is not for that name, a browser refuses whatever the resolver said.
  showResult(location.protocol === 'https:' && !leaks ? 'unsure' : 'bad')
  filterTest.querySelector('[data-result=leak]').hidden = !leaks
}

function reached(address) {
  const options = { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(5000) }
  return fetch(address, options).then(
    () => true,
    () => false,
  )
}

function showResult(result) {
  for (const part of filterTest.querySelectorAll('[data-result]')) part.hidden = part.dataset.result !== result
  document.querySelector('[data-by-hand]').hidden = result === 'good'
}

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) print()
})
