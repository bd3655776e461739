// Preloaded into every process that the launcher starts: when the process that started us is gone, even by kill -9, we go too.
// Workers that such a process starts itself inherit the preload, but have another parent, whose channel is none of our business.
if (process.channel && process.env.PINCER_PARENT === String(process.ppid)) {
  process.channel.unref()
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    // Whoever handles SIGTERM gets some seconds to finish.
    setTimeout(() => process.exit(1), 8000).unref()
  })
}
