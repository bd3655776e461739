// Preloaded into every process that the launcher starts: when the process that started us is gone, even by kill -9, we go too.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    // Whoever handles SIGTERM gets some seconds to finish.
    setTimeout(() => process.exit(1), 8000).unref()
  })
}
