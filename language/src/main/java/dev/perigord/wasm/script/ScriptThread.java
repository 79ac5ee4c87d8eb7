package dev.perigord.wasm.script;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleSafepoint;

/**
 * A thread of a script. Where the context may create threads it is one of Java, so that threads can wait for each other;
 * otherwise it runs when it is waited for, which is one of the orders that the threads proposal allows.
 */
final class ScriptThread {
    private final Thread thread;
    private Runnable delayed;

    private ScriptThread(Thread thread, Runnable delayed) {
        this.thread = thread;
        this.delayed = delayed;
    }

    static ScriptThread start(TruffleLanguage.Env env, Runnable commands) {
        if (!env.isCreateThreadAllowed()) {
            return new ScriptThread(null, commands);
        }
        Thread thread = env.newTruffleThreadBuilder(commands).build();
        thread.start();
        return new ScriptThread(thread, null);
    }

    /** Waits until the commands have run. */
    void await() {
        if (thread != null) {
            TruffleSafepoint.setBlockedThreadInterruptible(null, Thread::join, thread);
        } else if (delayed != null) {
            Runnable commands = delayed;
            delayed = null;
            commands.run();
        }
    }
}
