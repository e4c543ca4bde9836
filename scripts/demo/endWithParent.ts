// Preloaded into each process of the demo: a supervisor that was killed outright can tell nobody, so each child looks.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
