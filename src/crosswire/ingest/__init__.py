"""Where reports come in: files, folders, standard input. → writes received"""
