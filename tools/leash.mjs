// Loaded before a program that we start: it ends with us, however we end. The kernel closes the channel of a killed parent.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Listening alone would keep a program running that has nothing left to do.
process.channel?.unref()
