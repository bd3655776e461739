// Preloaded into every process that the launcher starts: when the process that started us is gone, even by kill -9, we go too.
// Workers that such a process starts itself inherit the preload, but have another parent, whose channel is none of our business.
const launcher = Number(process.env.PINCER_PARENT)
if (process.channel && launcher > 0) {
  if (process.ppid === launcher) {
    process.channel.unref()
    process.once('disconnect', () => {
      process.kill(process.pid, 'SIGTERM')
      // Whoever handles SIGTERM gets some seconds to finish.
      setTimeout(() => process.exit(1), 8000).unref()
    })
  } else if (isGone(launcher)) {
    // Killed before we came to watch it: whoever takes its children up is our parent now, and would never tell us.
    process.exit(1)
  }
}

function isGone(pid) {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
