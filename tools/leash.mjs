// Loaded into a program that we start, so that it ends with its parent, however that ends: the kernel closes the
// channel of a killed parent.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The channel alone must not keep a finished program running.
process.channel?.unref()
