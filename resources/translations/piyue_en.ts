<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AboutPage</name>
    <message>
        <source>关于批阅</source>
        <translation>About Piyue</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>批阅</source>
        <translation>Piyue</translation>
    </message>
    <message>
        <source>版本 {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>离线阅读、对照和批注法治政府建设年度报告。全部内容只存在这台电脑上，本软件不连接网络。</source>
        <translation>Read, compare and annotate annual rule-of-law reports offline. Everything stays on this computer; the program never connects to a network.</translation>
    </message>
    <message>
        <source>复制版本信息</source>
        <translation>Copy version</translation>
    </message>
    <message>
        <source>第三方软件…</source>
        <translation>Third-party software…</translation>
    </message>
    <message>
        <source>本程序以 MIT 许可证发布，可以自由使用、复制、修改和分发，不提供担保。界面使用 Qt 与 PySide6（LGPL v3，可以换成您自己修改过的版本）。附带的全部第三方软件、许可证全文和替换 Qt 的方法，见“第三方软件”。</source>
        <translation>Published under the MIT licence: free to use, copy, change and pass on, without warranty. The window uses Qt and PySide6 (LGPL v3; you may replace them with versions you changed). All third-party software, the full licences and how to replace Qt are under “Third-party software”.</translation>
    </message>
    <message>
        <source>批阅 {version}</source>
        <translation>Piyue {version}</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>便携：设置和新报告库放在 {folder}</source>
        <translation>Portable: settings and new libraries lie in {folder}</translation>
    </message>
</context>
<context>
    <name>ActionGroups</name>
    <message>
        <source>报告库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>阅读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Annotations</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>选择文字</source>
        <translation>Selecting text</translation>
    </message>
    <message>
        <source>批注表</source>
        <translation>Annotation table</translation>
    </message>
    <message>
        <source>更正目录和正文</source>
        <translation>Correct outline and text</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>导入文件…</source>
        <translation>Import files…</translation>
    </message>
    <message>
        <source>导入文件夹…</source>
        <translation>Import folder…</translation>
    </message>
    <message>
        <source>导出批注…</source>
        <translation>Export annotations…</translation>
    </message>
    <message>
        <source>新建报告库…</source>
        <translation>New library…</translation>
    </message>
    <message>
        <source>打开报告库…</source>
        <translation>Open library…</translation>
    </message>
    <message>
        <source>另存副本…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>打开示例库</source>
        <translation>Open sample library</translation>
    </message>
    <message>
        <source>在全部报告中检索</source>
        <translation>Search all reports</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>删除批注</source>
        <translation>Delete annotation</translation>
    </message>
    <message>
        <source>下一条批注</source>
        <translation>Next annotation</translation>
    </message>
    <message>
        <source>上一条批注</source>
        <translation>Previous annotation</translation>
    </message>
    <message>
        <source>批注本章节</source>
        <translation>Annotate this section</translation>
    </message>
    <message>
        <source>批注整份报告</source>
        <translation>Annotate the whole report</translation>
    </message>
    <message>
        <source>复制文字和出处</source>
        <translation>Copy with citation</translation>
    </message>
    <message>
        <source>在本报告中查找</source>
        <translation>Find in this report</translation>
    </message>
    <message>
        <source>下一节</source>
        <translation>Next section</translation>
    </message>
    <message>
        <source>上一节</source>
        <translation>Previous section</translation>
    </message>
    <message>
        <source>放大文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>缩小文字</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>文字原大</source>
        <translation>Reset text size</translation>
    </message>
    <message>
        <source>缩放文字</source>
        <translation>Zoom text</translation>
    </message>
    <message>
        <source>Ctrl+滚轮</source>
        <translation>Ctrl+Wheel</translation>
    </message>
    <message>
        <source>在此对齐</source>
        <translation>Align</translation>
    </message>
    <message>
        <source>只滚动这一栏</source>
        <translation>Scroll this pane alone</translation>
    </message>
    <message>
        <source>Alt+滚轮</source>
        <translation>Alt+Wheel</translation>
    </message>
    <message>
        <source>打开所选报告</source>
        <translation>Open selected report</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>下一栏</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>上一栏</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>关闭这一栏</source>
        <translation>Close this pane</translation>
    </message>
    <message>
        <source>阅读页</source>
        <translation>Reading page</translation>
    </message>
    <message>
        <source>检索页</source>
        <translation>Search page</translation>
    </message>
    <message>
        <source>显示左栏</source>
        <translation>Show left dock</translation>
    </message>
    <message>
        <source>显示右栏</source>
        <translation>Show right dock</translation>
    </message>
    <message>
        <source>显示命令行</source>
        <translation>Show command row</translation>
    </message>
    <message>
        <source>到下一个区域</source>
        <translation>Go to next area</translation>
    </message>
    <message>
        <source>到上一个区域</source>
        <translation>Go to previous area</translation>
    </message>
    <message>
        <source>设置…</source>
        <translation>Settings…</translation>
    </message>
    <message>
        <source>审阅人改名…</source>
        <translation>Rename reviewer…</translation>
    </message>
    <message>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>快捷键一览</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>关于批阅</source>
        <translation>About Piyue</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>{name}（{keys}）</source>
        <translation>{name} ({keys})</translation>
    </message>
    <message>
        <source>用 {number} 号标签标记</source>
        <translation>Mark with tag {number}</translation>
    </message>
    <message>
        <source>终点后移一个词</source>
        <translation>Move the end on by a word</translation>
    </message>
    <message>
        <source>终点前移一个词</source>
        <translation>Move the end back by a word</translation>
    </message>
    <message>
        <source>起点后移一个词</source>
        <translation>Move the start on by a word</translation>
    </message>
    <message>
        <source>起点前移一个词</source>
        <translation>Move the start back by a word</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>光标到下一个词</source>
        <translation>Caret to the next word</translation>
    </message>
    <message>
        <source>光标到上一个词</source>
        <translation>Caret to the previous word</translation>
    </message>
    <message>
        <source>向后多选一个词</source>
        <translation>Extend the selection by a word</translation>
    </message>
    <message>
        <source>向前多选一个词</source>
        <translation>Extend the selection back by a word</translation>
    </message>
    <message>
        <source>选到段尾</source>
        <translation>Select to the end of the paragraph</translation>
    </message>
    <message>
        <source>选到段首</source>
        <translation>Select to the start of the paragraph</translation>
    </message>
    <message>
        <source>扩大选择：词、句、段、章节</source>
        <translation>Widen the selection: word, sentence, paragraph, section</translation>
    </message>
    <message>
        <source>缩小选择</source>
        <translation>Narrow the selection</translation>
    </message>
    <message>
        <source>终点后移一句</source>
        <translation>Move the end forward by a sentence</translation>
    </message>
    <message>
        <source>终点前移一句</source>
        <translation>Move the end back by a sentence</translation>
    </message>
    <message>
        <source>起点后移一句</source>
        <translation>Move the start forward by a sentence</translation>
    </message>
    <message>
        <source>起点前移一句</source>
        <translation>Move the start back by a sentence</translation>
    </message>
    <message>
        <source>终点后移一个字</source>
        <translation>Move the end forward by a character</translation>
    </message>
    <message>
        <source>终点前移一个字</source>
        <translation>Move the end back by a character</translation>
    </message>
    <message>
        <source>起点后移一个字</source>
        <translation>Move the start forward by a character</translation>
    </message>
    <message>
        <source>起点前移一个字</source>
        <translation>Move the start back by a character</translation>
    </message>
    <message>
        <source>汇总页</source>
        <translation>Tables page</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>标为已解决/重新打开</source>
        <translation>Resolve / reopen</translation>
    </message>
    <message>
        <source>常用语…</source>
        <translation>Phrases…</translation>
    </message>
    <message>
        <source>显示/隐藏批注卡</source>
        <translation>Show / hide comment cards</translation>
    </message>
    <message>
        <source>链接：起点，再到另一处</source>
        <translation>Link: from here to another passage</translation>
    </message>
    <message>
        <source>跳到链接的另一端</source>
        <translation>Go to the other end of the link</translation>
    </message>
    <message>
        <source>按规则批量打标签…</source>
        <translation>Tag by Rule…</translation>
    </message>
    <message>
        <source>打印或存为 PDF…</source>
        <translation>Print or save as PDF…</translation>
    </message>
    <message>
        <source>取消此处的对齐</source>
        <translation>Unpin here</translation>
    </message>
    <message>
        <source>改所选的批注</source>
        <translation>Edit the comment</translation>
    </message>
    <message>
        <source>选中或不选这一行</source>
        <translation>Choose this row or not</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>复制为表格</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>五步上手</source>
        <translation>Five-step tour</translation>
    </message>
    <message>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>再开一栏看同一份</source>
        <translation>Open the same report in another pane</translation>
    </message>
    <message>
        <source>这一栏左移</source>
        <translation>Move pane left</translation>
    </message>
    <message>
        <source>这一栏右移</source>
        <translation>Move pane right</translation>
    </message>
    <message>
        <source>与旁边一栏交换</source>
        <translation>Swap with the next pane</translation>
    </message>
    <message>
        <source>各栏等宽</source>
        <translation>Make panes equally wide</translation>
    </message>
    <message>
        <source>关闭其他栏</source>
        <translation>Close the other panes</translation>
    </message>
    <message>
        <source>一起阅读所选报告</source>
        <translation>Read the chosen reports together</translation>
    </message>
    <message>
        <source>一起阅读：同单位历年</source>
        <translation>Read together: this unit over the years</translation>
    </message>
    <message>
        <source>一起阅读：同年度各单位</source>
        <translation>Read together: units of this year</translation>
    </message>
    <message>
        <source>标为已阅</source>
        <translation>Mark as read</translation>
    </message>
    <message>
        <source>标为存疑</source>
        <translation>Mark as doubtful</translation>
    </message>
    <message>
        <source>以选中文字新建标签</source>
        <translation>New tag named as the selection</translation>
    </message>
    <message>
        <source>给所选标签设数字键</source>
        <translation>Give the chosen tag a number key</translation>
    </message>
    <message>
        <source>标签体系…</source>
        <translation>Codebook…</translation>
    </message>
    <message>
        <source>选用标签组…</source>
        <translation>Choose tag groups…</translation>
    </message>
    <message>
        <source>上次导入的结果</source>
        <translation>Result of the last import</translation>
    </message>
    <message>
        <source>核对导入：到下一份要处理的</source>
        <translation>Import: to the next file that wants a decision</translation>
    </message>
    <message>
        <source>导入页</source>
        <translation>Import page</translation>
    </message>
    <message>
        <source>设为一级标题</source>
        <translation>Make a heading of level 1</translation>
    </message>
    <message>
        <source>设为二级标题</source>
        <translation>Make a heading of level 2</translation>
    </message>
    <message>
        <source>设为三级标题</source>
        <translation>Make a heading of level 3</translation>
    </message>
    <message>
        <source>不是标题</source>
        <translation>Not a heading</translation>
    </message>
    <message>
        <source>从这一行拆分章节</source>
        <translation>Begin a new section at this line</translation>
    </message>
    <message>
        <source>隐藏为页面杂项</source>
        <translation>Hide as page furniture</translation>
    </message>
    <message>
        <source>恢复为正文</source>
        <translation>Bring back to the text</translation>
    </message>
    <message>
        <source>目录里：升一级</source>
        <translation>In the outline: one level up</translation>
    </message>
    <message>
        <source>目录里：降一级</source>
        <translation>In the outline: one level down</translation>
    </message>
    <message>
        <source>确认批注位置…</source>
        <translation>Confirm Places of Annotations…</translation>
    </message>
    <message>
        <source>批量修改所选报告…</source>
        <translation>Change the chosen reports…</translation>
    </message>
    <message>
        <source>导入批注或标签体系…</source>
        <translation>Import annotations or a codebook…</translation>
    </message>
    <message>
        <source>出处的写法…</source>
        <translation>Form of citations…</translation>
    </message>
    <message>
        <source>复制引文为…</source>
        <translation>Copy with citation as…</translation>
    </message>
    <message>
        <source>检查安装…</source>
        <translation>Check the installation…</translation>
    </message>
</context>
<context>
    <name>AnnotationDetails</name>
    <message>
        <source>这条批注的经过</source>
        <translation>History of this annotation</translation>
    </message>
    <message>
        <source>（已删除）</source>
        <translation>(deleted)</translation>
    </message>
    <message>
        <source>……（还有 {count} 步）</source>
        <translation>… ({count} more steps)</translation>
    </message>
    <message>
        <source>撤销“{what}”</source>
        <translation>Undo “{what}”</translation>
    </message>
    <message>
        <source>重做“{what}”</source>
        <translation>Redo “{what}”</translation>
    </message>
    <message>
        <source>{when} {who} {what}</source>
        <translation>{when} {who}: {what}</translation>
    </message>
    <message>
        <source>：</source>
        <translation>: </translation>
    </message>
</context>
<context>
    <name>AnnotationDock</name>
    <message>
        <source>批注列表</source>
        <translation>Annotation list</translation>
    </message>
    <message>
        <source>没有符合条件的批注</source>
        <translation>No annotation matches</translation>
    </message>
    <message>
        <source>打开报告后，批注列在这里</source>
        <translation>Open a report to see its annotations</translation>
    </message>
    <message>
        <source>选中文字后按 H 或数字键</source>
        <translation>Select text, then press H or a number key</translation>
    </message>
    <message>
        <source>到原文</source>
        <translation>Go to the text</translation>
    </message>
    <message>
        <source>改标签…</source>
        <translation>Change tags…</translation>
    </message>
    <message>
        <source>复制摘录和出处</source>
        <translation>Copy quote with citation</translation>
    </message>
    <message>
        <source>删除 {count} 条</source>
        <translation>Delete {count}</translation>
    </message>
    <message>
        <source>写意见</source>
        <translation>Write a comment</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>标为已解决</source>
        <translation>Mark as resolved</translation>
    </message>
    <message>
        <source>确认位置…</source>
        <translation>Confirm place…</translation>
    </message>
    <message>
        <source>导出所选…</source>
        <translation>Export chosen…</translation>
    </message>
</context>
<context>
    <name>AnnotationItem</name>
    <message>
        <source>整份报告</source>
        <translation>Whole report</translation>
    </message>
    <message>
        <source>正文开头</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>未加标签</source>
        <translation>No tag</translation>
    </message>
</context>
<context>
    <name>AnnotationModel</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>：</source>
        <translation>: </translation>
    </message>
    <message>
        <source>链接 {count}</source>
        <translation>Links {count}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>✓ 已解决</source>
        <translation>✓ Resolved</translation>
    </message>
    <message>
        <source>{count} 条回复</source>
        <translation>{count} replies</translation>
    </message>
    <message>
        <source>？位置待确认</source>
        <translation>? Place to be confirmed</translation>
    </message>
    <message>
        <source>✕ 原文找不到</source>
        <translation>✕ Passage lost</translation>
    </message>
</context>
<context>
    <name>AutoTaggingDesk</name>
    <message>
        <source>全部 {count} 份</source>
        <translation>All {count}</translation>
    </message>
    <message>
        <source>检索所限 {count} 份</source>
        <translation>Searched {count}</translation>
    </message>
    <message>
        <source>列表中的 {count} 份</source>
        <translation>Listed {count}</translation>
    </message>
    <message>
        <source>所选 {count} 份</source>
        <translation>Selected {count}</translation>
    </message>
    <message>
        <source>打开的 {count} 份</source>
        <translation>Open {count}</translation>
    </message>
    <message>
        <source>已新增 {count} 处“{name}”标记，涉及 {reports} 份报告</source>
        <translation>{count} passages marked “{name}” in {reports} reports</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>AutoTaggingSheet</name>
    <message>
        <source>按检索或规则批量打标签</source>
        <translation>Tag by Search or Rule</translation>
    </message>
    <message>
        <source>将标记的地方</source>
        <translation>Passages to be marked</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>Choose All</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>Choose None</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>空格 选或不选&#x3000;Y 要 N 不要并到下一处&#x3000;Enter 到下一份&#x3000;点一行看上下文</source>
        <translation>Space chooses or not · Y yes, N no, then the next · Enter next report · click a line for its context</translation>
    </message>
    <message>
        <source>上下文</source>
        <translation>Context</translation>
    </message>
    <message>
        <source>找到的 {count} 处都已有此标签</source>
        <translation>All {count} passages found have this tag already</translation>
    </message>
    <message>
        <source>正则表达式按原文逐段匹配</source>
        <translation>Regular expressions match the text paragraph by paragraph</translation>
    </message>
    <message>
        <source>可换个写法，或去掉“不能有的字”</source>
        <translation>Try other words, or leave out the unwanted ones</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>没有找成</source>
        <translation>The search did not finish</translation>
    </message>
    <message>
        <source>写出要找的字</source>
        <translation>Write what to look for</translation>
    </message>
    <message>
        <source>先选标签，再写出要找的字</source>
        <translation>Choose a tag, then write what to look for</translation>
    </message>
    <message>
        <source>将标记的地方会列在这里，逐处可要可不要；点“标记”之前什么都不改</source>
        <translation>What would be marked is listed here, to be taken or left one by one; nothing changes before you press Mark</translation>
    </message>
    <message>
        <source>正在查找…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>改动规则或关闭即可停下</source>
        <translation>Change the rule or close to stop</translation>
    </message>
    <message>
        <source>标记 {count} 处</source>
        <translation>Mark {count}</translation>
    </message>
    <message>
        <source>将新增 {count} 处标记，涉及 {reports} 份报告，跳过已有 {skipped} 处</source>
        <translation>{count} new marks in {reports} reports; {skipped} have the tag already</translation>
    </message>
    <message>
        <source>找到的太多，只列出前 {count} 处。可把规则写得更窄</source>
        <translation>Too many; only the first {count} are listed. Make the rule narrower</translation>
    </message>
    <message>
        <source>有 {count} 份报告还没有分词，词按术语表取</source>
        <translation>{count} reports have no word boundaries yet; words come from the list of terms</translation>
    </message>
    <message>
        <source>全部标记是一步操作，可一次撤销；原文不受影响</source>
        <translation>All marks are one step that can be undone at once; the text is not touched</translation>
    </message>
    <message>
        <source>还没有规则；标记之后规则会存在这里</source>
        <translation>No rules yet; a rule is kept here once it was used</translation>
    </message>
    <message>
        <source>{name}（{count} 处）</source>
        <translation>{name} ({count})</translation>
    </message>
    <message>
        <source>再找一遍，只列新的</source>
        <translation>Run Again, New Ones Only</translation>
    </message>
    <message>
        <source>改名…</source>
        <translation>Rename…</translation>
    </message>
    <message>
        <source>删除（标记保留）</source>
        <translation>Delete (Marks Stay)</translation>
    </message>
    <message>
        <source>规则改名</source>
        <translation>Rename Rule</translation>
    </message>
    <message>
        <source>新的名称：</source>
        <translation>New name:</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>已删除规则“{name}”，可撤销</source>
        <translation>Rule “{name}” deleted; undo brings it back</translation>
    </message>
    <message>
        <source>正在标记 {done} / {total}</source>
        <translation>Marking {done} / {total}</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>批量修改 {count} 份报告</source>
        <translation>Change {count} reports</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>只改勾选的项目；留空表示“没有”。改后可一步撤销。</source>
        <translation>Only what is ticked is changed; empty means “none”. One undo takes it back.</translation>
    </message>
    <message>
        <source>修改{field}</source>
        <translation>Change {field}</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
    <message>
        <source>{value} {count} 份</source>
        <translation>{value} in {count}</translation>
    </message>
    <message>
        <source>现在：{values}</source>
        <translation>Now: {values}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>将改动 {total} 份中的 {count} 份</source>
        <translation>Changes {count} of {total}</translation>
    </message>
    <message>
        <source>请勾选要改的项目</source>
        <translation>Tick what is to be changed</translation>
    </message>
    <message>
        <source>年度请写四位数字，如 2023</source>
        <translation>Write the year with four digits, like 2023</translation>
    </message>
    <message>
        <source>修改 {count} 份</source>
        <translation>Change {count}</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>识别结果</source>
        <translation>Recognition results</translation>
    </message>
    <message>
        <source>目录与正文</source>
        <translation>Outline and text</translation>
    </message>
</context>
<context>
    <name>Bounds</name>
    <message>
        <source>“{words}”，{count} 字</source>
        <translation>“{words}”, {count} characters</translation>
    </message>
</context>
<context>
    <name>BringingDesk</name>
    <message>
        <source>报告库是只读的，不能导入</source>
        <translation>The library is read-only; nothing can be imported</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>报告存入后，再导入“{names}”里的批注</source>
        <translation>When the reports are stored, import the annotations in “{names}”</translation>
    </message>
    <message>
        <source>现在导入</source>
        <translation>Import now</translation>
    </message>
    <message>
        <source>没有导入“{name}”</source>
        <translation>“{name}” was not imported</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>导入“{name}”</source>
        <translation>Importing “{name}”</translation>
    </message>
    <message>
        <source>文件里的内容库中都已有，没有改动</source>
        <translation>The library has all of it already; nothing was changed</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>去确认</source>
        <translation>Confirm places</translation>
    </message>
    <message>
        <source>{name} 导入清单</source>
        <translation>{name} import list</translation>
    </message>
    <message>
        <source>保存清单</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Excel 表格 (*.xlsx);;网页 (*.html);;CSV (*.csv);;纯文字 (*.txt)</source>
        <translation>Excel workbook (*.xlsx);;Web page (*.html);;CSV (*.csv);;Plain text (*.txt)</translation>
    </message>
    <message>
        <source>清单已保存：{path}</source>
        <translation>List saved: {path}</translation>
    </message>
</context>
<context>
    <name>BringingSheet</name>
    <message>
        <source>导入批注和标签</source>
        <translation>Import annotations and tags</translation>
    </message>
    <message>
        <source>保存清单…</source>
        <translation>Save list…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>整个文件是一步操作，导入后可以一次撤销。</source>
        <translation>The whole file is one step that can be undone.</translation>
    </message>
    <message>
        <source>在清单里找</source>
        <translation>Find in the list</translation>
    </message>
    <message>
        <source>都保留库中的</source>
        <translation>Keep all of the library&apos;s</translation>
    </message>
    <message>
        <source>都用文件里的</source>
        <translation>Take all of the file&apos;s</translation>
    </message>
    <message>
        <source>与库中不同的：</source>
        <translation>What differs:</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>正在比对：{done}/{total}&#x3000;{what}</source>
        <translation>Comparing: {done}/{total} {what}</translation>
    </message>
    <message>
        <source>文件里的内容库中都已有，不会改动。</source>
        <translation>The library has all of it already; nothing will change.</translation>
    </message>
    <message>
        <source>报告 {count}</source>
        <translation>Reports {count}</translation>
    </message>
    <message>
        <source>要决定 {count}</source>
        <translation>To decide {count}</translation>
    </message>
    <message>
        <source>处理过 {count}</source>
        <translation>Mended {count}</translation>
    </message>
    <message>
        <source>不导入 {count}</source>
        <translation>Left out {count}</translation>
    </message>
    <message>
        <source>这里没有内容</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>BringingWords</name>
    <message>
        <source>文件的内部结构异常，可能有害，已停止读取。请在原来的软件里重新导出，并向提供者核实。</source>
        <translation>The file is built in a way that may do harm, so it was not read. Export it anew from its program, and ask who sent it.</translation>
    </message>
    <message>
        <source>文件已损坏或不合格式，无法读取。请在原来的软件里重新导出。</source>
        <translation>The file is damaged or not well made. Export it anew from its program.</translation>
    </message>
    <message>
        <source>文件不完整。请重新复制，或在原来的软件里重新导出。</source>
        <translation>The file is cut off before its end. Copy it again, or export it anew from its program.</translation>
    </message>
    <message>
        <source>文件超过上限（{limit} {unit}）。请在原来的软件里分几次导出。</source>
        <translation>The file is larger than the limit ({limit} {unit}). Export it in parts.</translation>
    </message>
    <message>
        <source>读取超过 {limit} 秒，已停止。请在原来的软件里分几次导出。</source>
        <translation>Reading took more than {limit} seconds and was stopped. Export it in parts.</translation>
    </message>
    <message>
        <source>读取需要的内存太多，已停止。请在原来的软件里分几次导出。</source>
        <translation>Reading needs too much memory and was stopped. Export it in parts.</translation>
    </message>
    <message>
        <source>这不是批阅认得的交换格式。请在原来的软件里导出 REFI-QDA（.qdpx）或表格。</source>
        <translation>This is no exchange format that Piyue knows. Export REFI-QDA (.qdpx) or a table from its program.</translation>
    </message>
    <message>
        <source>文件里没有可以导入的批注或标签。</source>
        <translation>The file holds no annotations or tags.</translation>
    </message>
    <message>
        <source>文件有密码保护。请去掉密码后再导入。</source>
        <translation>The file is protected by a password. Remove it and try again.</translation>
    </message>
    <message>
        <source>{said}报告库没有改动。</source>
        <translation>{said} The library was not changed.</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewers</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Annotations</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>文件里</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>不同</source>
        <translation>Different</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>{sure} 条批注的位置已确定</source>
        <translation>{sure} annotations have a sure place</translation>
    </message>
    <message>
        <source>，{count} 条待您确认</source>
        <translation>, {count} wait for you to confirm</translation>
    </message>
    <message>
        <source>，{count} 条在报告里找不到原文</source>
        <translation>, of {count} the passage is not in the report</translation>
    </message>
    <message>
        <source>。导入后可以逐条确认。</source>
        <translation>. You can go through them afterwards.</translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>每个字算一个</source>
        <translation>every character is one</translation>
    </message>
    <message>
        <source>生僻字和表情符号算两个</source>
        <translation>rare characters and emoji are two</translation>
    </message>
    <message>
        <source>换行照文件</source>
        <translation>line ends as in the file</translation>
    </message>
    <message>
        <source>回车加换行算一个</source>
        <translation>CR LF is one</translation>
    </message>
    <message>
        <source>换行算两个</source>
        <translation>a line end is two</translation>
    </message>
    <message>
        <source>不含终点</source>
        <translation>the end is excluded</translation>
    </message>
    <message>
        <source>含终点</source>
        <translation>the end is included</translation>
    </message>
    <message>
        <source>文件没有写明位置怎么数，按证据取：{unit}，{line}，{end}（{total} 处里有 {fits} 处相符）。</source>
        <translation>The file does not say how it counts positions; by the evidence: {unit}, {line}, {end} ({fits} of {total} agree).</translation>
    </message>
    <message>
        <source>库中的《{title}》</source>
        <translation>{title}, of the library</translation>
    </message>
    <message>
        <source>库中的《{title}》，这是它以前的文本</source>
        <translation>{title}, of which this is a former text</translation>
    </message>
    <message>
        <source>库中的《{title}》，只差空白</source>
        <translation>{title}; only white space differs</translation>
    </message>
    <message>
        <source>与库中的《{title}》相似（{percent}%）</source>
        <translation>like {title} ({percent} %)</translation>
    </message>
    <message>
        <source>按名称对应库中的《{title}》</source>
        <translation>{title}, by its name</translation>
    </message>
    <message>
        <source>新报告</source>
        <translation>a new report</translation>
    </message>
    <message>
        <source>库中没有，文件里也没有文本：请先导入这份报告</source>
        <translation>not in the library, and the file lacks its text: import this report first</translation>
    </message>
    <message>
        <source>{count} 条批注</source>
        <translation>{count} annotations</translation>
    </message>
    <message>
        <source>{where} · {count}</source>
        <translation>{where} · {count}</translation>
    </message>
    <message>
        <source>与库中的《{other}》相似（{percent}%）</source>
        <translation>like {other} of the library ({percent} %)</translation>
    </message>
    <message>
        <source>库中已有标签“{other}”</source>
        <translation>the library has a tag “{other}”</translation>
    </message>
    <message>
        <source>库中的“{other}”不同：{fields}</source>
        <translation>“{other}” of the library differs: {fields}</translation>
    </message>
    <message>
        <source>库中有同名的审阅人</source>
        <translation>the library has a reviewer of this name</translation>
    </message>
    <message>
        <source>与库中的批注不同：{fields}</source>
        <translation>the library&apos;s annotation differs: {fields}</translation>
    </message>
    <message>
        <source>保留库中的</source>
        <translation>keep the library&apos;s</translation>
    </message>
    <message>
        <source>用文件里的</source>
        <translation>take the file&apos;s</translation>
    </message>
    <message>
        <source>当作同一份</source>
        <translation>same report</translation>
    </message>
    <message>
        <source>另存一份</source>
        <translation>a report of its own</translation>
    </message>
    <message>
        <source>当作同一个</source>
        <translation>same tag</translation>
    </message>
    <message>
        <source>另建一个</source>
        <translation>a tag of its own</translation>
    </message>
    <message>
        <source>是同一人</source>
        <translation>same person</translation>
    </message>
    <message>
        <source>是两个人</source>
        <translation>two people</translation>
    </message>
    <message>
        <source>{count} 份新报告</source>
        <translation>{count} new reports</translation>
    </message>
    <message>
        <source>{count} 个标签</source>
        <translation>{count} tags</translation>
    </message>
    <message>
        <source>{count} 条回复</source>
        <translation>{count} replies</translation>
    </message>
    <message>
        <source>{count} 处链接</source>
        <translation>{count} links</translation>
    </message>
    <message>
        <source>改动 {count} 处</source>
        <translation>{count} changes</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>其他内容</source>
        <translation>other things</translation>
    </message>
    <message>
        <source>已从“{name}”导入：{came}</source>
        <translation>Brought in from “{name}”: {came}</translation>
    </message>
    <message>
        <source>；{count} 条的位置要确认</source>
        <translation>; {count} places to confirm</translation>
    </message>
    <message>
        <source>质性分析项目（REFI-QDA）</source>
        <translation>qualitative project (REFI-QDA)</translation>
    </message>
    <message>
        <source>标签体系（REFI-QDA）</source>
        <translation>codebook (REFI-QDA)</translation>
    </message>
    <message>
        <source>W3C 批注（JSON-LD）</source>
        <translation>W3C annotations (JSON-LD)</translation>
    </message>
    <message>
        <source>批注包</source>
        <translation>annotation package</translation>
    </message>
    <message>
        <source>Taguette 项目</source>
        <translation>Taguette project</translation>
    </message>
    <message>
        <source>QualCoder 项目</source>
        <translation>QualCoder project</translation>
    </message>
    <message>
        <source>UIMA CAS</source>
        <translation>UIMA CAS</translation>
    </message>
    <message>
        <source>brat 标注</source>
        <translation>brat annotations</translation>
    </message>
    <message>
        <source>{format}，由 {program} 写出</source>
        <translation>{format}, written by {program}</translation>
    </message>
    <message>
        <source>一个汉字算三个（UTF-8 字节）</source>
        <translation>bytes of UTF-8 are counted</translation>
    </message>
    <message>
        <source>批注表或标签表</source>
        <translation>table of annotations or tags</translation>
    </message>
    <message>
        <source>标签体系（JSON）</source>
        <translation>codebook (JSON)</translation>
    </message>
    <message>
        <source>批注表</source>
        <translation>Table of annotations</translation>
    </message>
    <message>
        <source>标签表</source>
        <translation>Codebook (table)</translation>
    </message>
    <message>
        <source>库中没有这些批注所在的报告，批注都不能导入。请先导入报告，再导入这个文件。</source>
        <translation>The library lacks the reports of these annotations; none can come in. Import the reports first, then this file.</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>加标签…</source>
        <translation>Add tag…</translation>
    </message>
    <message>
        <source>换标签…</source>
        <translation>Replace tags…</translation>
    </message>
    <message>
        <source>去标签</source>
        <translation>Remove tag</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>已选 {count} 条</source>
        <translation>Selected: {count}</translation>
    </message>
    <message>
        <source>摘录和出处</source>
        <translation>Quotes with citation</translation>
    </message>
    <message>
        <source>表格，可贴进 Excel</source>
        <translation>Table, to paste into Excel</translation>
    </message>
    <message>
        <source>导出所选…</source>
        <translation>Export chosen…</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>批注卡</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>未加标签</source>
        <translation>No tag</translation>
    </message>
    <message>
        <source>展开，还有 {count} 行</source>
        <translation>Show {count} more lines</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Show less</translation>
    </message>
    <message>
        <source>草稿：{text}</source>
        <translation>Draft: {text}</translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>{count} 条回复 · {last}</source>
        <translation>{count} replies · {last}</translation>
    </message>
    <message>
        <source>？待确认 {name}</source>
        <translation>? To confirm: {name}</translation>
    </message>
</context>
<context>
    <name>CheckingPage</name>
    <message>
        <source>复制结果</source>
        <translation>Copy the result</translation>
    </message>
    <message>
        <source>再查一次</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>检查安装</source>
        <translation>Check the installation</translation>
    </message>
    <message>
        <source>检查的结果</source>
        <translation>Result of the check</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>正在检查，大约十秒…</source>
        <translation>Checking, about ten seconds…</translation>
    </message>
    <message>
        <source>在一个临时文件夹里把程序从头到尾试一遍：新建报告库，读入每种格式，标注，检索，导出，备份，重新打开。不碰您的报告库和设置，做完就删掉。</source>
        <translation>The program is tried out from end to end in a temporary folder: a new library, every format read, annotations, search, exports, a backup, reopening. Your libraries and settings are not touched, and the folder is removed afterwards.</translation>
    </message>
    <message>
        <source>一切正常：{count} 项检查，用了 {seconds} 秒。</source>
        <translation>All is well: {count} checks in {seconds} s.</translation>
    </message>
    <message>
        <source>这份安装可以放心使用。</source>
        <translation>This installation is safe to use.</translation>
    </message>
    <message>
        <source>有 {count} 项没有通过。</source>
        <translation>{count} of the checks failed.</translation>
    </message>
    <message>
        <source>检查时有不正常的情况。</source>
        <translation>Something unusual was seen while checking.</translation>
    </message>
    <message>
        <source>您的报告库没有受影响。请重新安装；仍然这样，请按“复制结果”，把内容发给提供软件的人。</source>
        <translation>Your libraries are not affected. Please install Piyue again; if that does not help, press “Copy the result” and send it to whoever gave you the program.</translation>
    </message>
    <message>
        <source>✗ 检查没有做完：</source>
        <translation>✗ The check did not come to its end:</translation>
    </message>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>✗ 其他</source>
        <translation>✗ Other</translation>
    </message>
    <message>
        <source>批阅 {version}</source>
        <translation>Piyue {version}</translation>
    </message>
    <message>
        <source>{count} 份样本</source>
        <translation>{count} samples</translation>
    </message>
    <message>
        <source>{count} 种格式</source>
        <translation>{count} formats</translation>
    </message>
    <message>
        <source>程序的各个部分</source>
        <translation>Parts of the program</translation>
    </message>
    <message>
        <source>新建报告库</source>
        <translation>New library</translation>
    </message>
    <message>
        <source>读入各种格式的报告</source>
        <translation>Reports of every format</translation>
    </message>
    <message>
        <source>分词和拼音</source>
        <translation>Words and pinyin</translation>
    </message>
    <message>
        <source>带进别的软件的批注</source>
        <translation>Annotations of other programs</translation>
    </message>
    <message>
        <source>标记、标签、批注和链接</source>
        <translation>Highlights, tags, comments and links</translation>
    </message>
    <message>
        <source>撤销和重做</source>
        <translation>Undo and redo</translation>
    </message>
    <message>
        <source>检索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>导出各种格式并读回</source>
        <translation>Every export, read back</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>关闭后重新打开</source>
        <translation>Closed and opened again</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>程序的文件</source>
        <translation>Files of the program</translation>
    </message>
    <message>
        <source>手册、样本和词表</source>
        <translation>Manual, samples and word lists</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>匹配的标签</source>
        <translation>Matching tags</translation>
    </message>
    <message>
        <source>本库 {count} 次</source>
        <translation>Used {count}×</translation>
    </message>
    <message>
        <source>新建标签“{name}”</source>
        <translation>New tag &quot;{name}&quot;</translation>
    </message>
    <message>
        <source>最上层</source>
        <translation>Top level</translation>
    </message>
    <message>
        <source>已加在这处批注上</source>
        <translation>on this annotation already</translation>
    </message>
    <message>
        <source>不放进任何一组</source>
        <translation>in no group</translation>
    </message>
    <message>
        <source>以选中文字新建标签“{name}”</source>
        <translation>New tag named as the selection: “{name}”</translation>
    </message>
    <message>
        <source>放在：{path}    Tab 换一组</source>
        <translation>in: {path}    Tab: other group</translation>
    </message>
</context>
<context>
    <name>CitationPage</name>
    <message>
        <source>出处的写法</source>
        <translation>Form of citations</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>使用</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>自定义模板</source>
        <translation>Own template</translation>
    </message>
    <message>
        <source>插入字段</source>
        <translation>Insert field</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Restore defaults</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>写进通报、评分表：从单位到第几段</source>
        <translation>For circulars and scores: from the unit to the paragraph</translation>
    </message>
    <message>
        <source>写进论文、研究报告：责任者、题名、日期、网址</source>
        <translation>For papers: who is responsible, title, dates, address</translation>
    </message>
    <message>
        <source>自己定写法，如脚注、附注</source>
        <translation>Your own form, such as footnotes</translation>
    </message>
    <message>
        <source>（没有内容）</source>
        <translation>(nothing)</translation>
    </message>
    <message>
        <source>报告库里还没有报告</source>
        <translation>There are no reports in the library yet</translation>
    </message>
    <message>
        <source>请写出模板。</source>
        <translation>Write a template.</translation>
    </message>
    <message>
        <source>模板最多 {limit} 个字。</source>
        <translation>A template has at most {limit} characters.</translation>
    </message>
    <message>
        <source>第 {position} 个字：没有“{name}”这个字段。</source>
        <translation>Character {position}: there is no field “{name}”.</translation>
    </message>
    <message>
        <source>第 {position} 个字：左花括号没有配上右花括号。</source>
        <translation>Character {position}: the brace is not closed.</translation>
    </message>
    <message>
        <source>第 {position} 个字：右花括号没有配上左花括号。</source>
        <translation>Character {position}: nothing opens this brace.</translation>
    </message>
    <message>
        <source>第 {position} 个字：左方括号没有配上右方括号。</source>
        <translation>Character {position}: the bracket is not closed.</translation>
    </message>
    <message>
        <source>第 {position} 个字：右方括号没有配上左方括号。</source>
        <translation>Character {position}: nothing opens this bracket.</translation>
    </message>
    <message>
        <source>第 {position} 个字：方括号套得太深。</source>
        <translation>Character {position}: too many brackets inside each other.</translation>
    </message>
    <message>
        <source>第 {position} 个字：反斜杠后面缺一个字。</source>
        <translation>Character {position}: nothing follows the backslash.</translation>
    </message>
    <message>
        <source>花括号里是字段。方括号里的部分，其中的字段没有内容时整段略去，如 {example}。要写括号本身，在前面加反斜杠。</source>
        <translation>Braces hold fields. A part in brackets is left out when a field in it is empty, as in {example}. A backslash before a bracket makes it text.</translation>
    </message>
</context>
<context>
    <name>CitationStyles</name>
    <message>
        <source>单位·年度·章节</source>
        <translation>Unit · year · section</translation>
    </message>
    <message>
        <source>GB/T 7714 参考文献</source>
        <translation>GB/T 7714 reference</translation>
    </message>
    <message>
        <source>自定义模板</source>
        <translation>Own template</translation>
    </message>
    <message>
        <source>复制引文为</source>
        <translation>Copy with citation as</translation>
    </message>
    <message>
        <source>只要出处：{style}</source>
        <translation>Citation alone: {style}</translation>
    </message>
</context>
<context>
    <name>Citations</name>
    <message>
        <source>请先选中文字，或点一处标记</source>
        <translation>Please select some text or click a mark first</translation>
    </message>
    <message>
        <source>已复制出处</source>
        <translation>Citation copied</translation>
    </message>
    <message>
        <source>已复制文字和出处</source>
        <translation>Copied with citation</translation>
    </message>
    <message>
        <source>出处改用：{style}</source>
        <translation>Citations from now on: {style}</translation>
    </message>
</context>
<context>
    <name>CodebookList</name>
    <message>
        <source>新标签</source>
        <translation>New tag</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
</context>
<context>
    <name>CodebookPage</name>
    <message>
        <source>标签体系</source>
        <translation>Codebook</translation>
    </message>
    <message>
        <source>选用标签组…</source>
        <translation>Choose tag groups…</translation>
    </message>
    <message>
        <source>补回默认标签</source>
        <translation>Restore default tags</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>每一步都已保存，可用“撤销”退回。拖动可移动；Alt+方向键也可以。</source>
        <translation>Every step is saved and can be undone. Drag to move, or use Alt and the arrows.</translation>
    </message>
    <message>
        <source>本身 {own} 处；连下级 {all} 处批注，在 {reports} 份报告里</source>
        <translation>Itself {own}; with those below {all} annotations, in {reports} reports</translation>
    </message>
    <message>
        <source>导入…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>从 .qdc、Excel、CSV 或 JSON 文件导入标签体系</source>
        <translation>Import a codebook from .qdc, Excel, CSV or JSON</translation>
    </message>
    <message>
        <source>把标签体系存为 .qdc、Excel、CSV 或 JSON 文件</source>
        <translation>Save the codebook as .qdc, Excel, CSV or JSON</translation>
    </message>
</context>
<context>
    <name>CodebookSheets</name>
    <message>
        <source>“{name}”还没有批注，不用拆分</source>
        <translation>“{name}” has no annotations yet: nothing to split</translation>
    </message>
    <message>
        <source>等 {count} 个标签</source>
        <translation> and others ({count} tags)</translation>
    </message>
    <message>
        <source>{names}和下面的 {below} 个标签将被删除。</source>
        <translation>{names} and the {below} tags below will be deleted.</translation>
    </message>
    <message>
        <source>{names}将被删除。</source>
        <translation>{names} will be deleted.</translation>
    </message>
    <message>
        <source>{reports} 份报告里的 {used} 处批注会去掉这些标签；批注和原文不受影响。</source>
        <translation> {used} annotations in {reports} reports will lose these tags; annotations and texts stay as they are.</translation>
    </message>
    <message>
        <source>没有批注用到它们。</source>
        <translation> No annotation uses them.</translation>
    </message>
    <message>
        <source>
可用“撤销”恢复；只是以后不想再用，可以改为停用。</source>
        <translation>
This can be undone. If they shall only be offered no more, retire them instead.</translation>
    </message>
    <message>
        <source>删除标签</source>
        <translation>Delete tags</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>改为停用</source>
        <translation>Retire instead</translation>
    </message>
    <message>
        <source>补回了 {count} 个默认标签</source>
        <translation>{count} default tags brought back</translation>
    </message>
    <message>
        <source>Excel 表格 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>REFI-QDA 标签体系 (*.qdc)</source>
        <translation>REFI-QDA codebook (*.qdc)</translation>
    </message>
    <message>
        <source>CSV 表格 (*.csv)</source>
        <translation>CSV table (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>{name} 标签体系</source>
        <translation>{name} codebook</translation>
    </message>
    <message>
        <source>导出标签体系</source>
        <translation>Export codebook</translation>
    </message>
    <message>
        <source>标签体系已存为：{path}</source>
        <translation>Codebook saved as: {path}</translation>
    </message>
</context>
<context>
    <name>CodebookTree</name>
    <message>
        <source>简称</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>数字键</source>
        <translation>Number key</translation>
    </message>
    <message>
        <source>本身</source>
        <translation>Itself</translation>
    </message>
    <message>
        <source>连下级</source>
        <translation>With below</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>结构</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Evaluation</translation>
    </message>
</context>
<context>
    <name>ColourPicker</name>
    <message>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>所选标签颜色不同；选一种，全部换成它。</source>
        <translation>The chosen tags have different colours; pick one for all of them.</translation>
    </message>
    <message>
        <source>{name}：与纸面的对比 {ratio}。</source>
        <translation>{name}: contrast with the page {ratio}.</translation>
    </message>
    <message>
        <source>色觉障碍者也能与其他颜色分开。</source>
        <translation> Distinct from the others also to colour-blind eyes.</translation>
    </message>
    <message>
        <source>色觉障碍者不易与{others}分清，请看形状和编码。</source>
        <translation> Colour-blind eyes may take it for {others}: look at shape and code.</translation>
    </message>
</context>
<context>
    <name>ColumnHeads</name>
    <message>
        <source>编码和名称</source>
        <translation>Code and name</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>各列是什么</source>
        <translation>What the columns are</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>读取</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>至少要指出哪一列是原文。</source>
        <translation>At least say which column is the quote.</translation>
    </message>
    <message>
        <source>没有看懂“{name}”的表头。请指出哪一列是什么，用不着的不用管。</source>
        <translation>The header of “{name}” is not understood. Please say which column is what, and leave those that are not needed.</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>报告标题</source>
        <translation>Report title</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>批注内容</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>起点</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>终点</source>
        <translation>End</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>（没有表头）</source>
        <translation>(no header)</translation>
    </message>
    <message>
        <source>{column}：{meaning}</source>
        <translation>{column}: {meaning}</translation>
    </message>
</context>
<context>
    <name>CommandRow</name>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>同步滚动</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>一栏</source>
        <translation>1 pane</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>两栏</source>
        <translation>2 panes</translation>
    </message>
    <message>
        <source>三栏</source>
        <translation>3 panes</translation>
    </message>
    <message>
        <source>四栏</source>
        <translation>4 panes</translation>
    </message>
    <message>
        <source>{words}：{name}</source>
        <translation>{words}: {name}</translation>
    </message>
    <message>
        <source>同步滚动：{mode}</source>
        <translation>Sync: {mode}</translation>
    </message>
    <message>
        <source>主题：{theme}</source>
        <translation>Theme: {theme}</translation>
    </message>
    <message>
        <source>同步：{mode}</source>
        <translation>Sync: {mode}</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>数字键 {slot} 上还没有标签</source>
        <translation>There is no tag on key {slot} yet</translation>
    </message>
    <message>
        <source>请先选中文字</source>
        <translation>Please select some text first</translation>
    </message>
    <message>
        <source>请先选中文字，或点一处标记</source>
        <translation>Please select some text or click a mark first</translation>
    </message>
    <message>
        <source>请先点一处标记</source>
        <translation>Please click a mark first</translation>
    </message>
    <message>
        <source>这里还不在任何一节里</source>
        <translation>This place is not inside any section</translation>
    </message>
    <message>
        <source>已复制 {count} 条摘录和出处</source>
        <translation>Quotes copied with citation: {count}</translation>
    </message>
    <message>
        <source>请先选中要作标签名的文字</source>
        <translation>Please select the words that shall name the tag first</translation>
    </message>
    <message>
        <source>所选文字太长，标签名最多 20 个字</source>
        <translation>The selection is too long: a tag&apos;s name has at most 20 characters</translation>
    </message>
    <message>
        <source>已复制 {count} 条出处</source>
        <translation>Citations copied: {count}</translation>
    </message>
</context>
<context>
    <name>CommentEditor</name>
    <message>
        <source>批注内容</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>写批注，Ctrl+Enter 完成，Esc 放弃</source>
        <translation>Write a comment, Ctrl+Enter to finish, Esc to give up</translation>
    </message>
    <message>
        <source>{name}：Ctrl+Enter 完成，Esc 取消，/ 选常用语</source>
        <translation>{name}: Ctrl+Enter to finish, Esc to cancel, / for phrases</translation>
    </message>
    <message>
        <source>常用语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>插入常用语（Ctrl+/，或键入 /）</source>
        <translation>Insert a phrase (Ctrl+/, or type /)</translation>
    </message>
    <message>
        <source>弃稿</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>放弃草稿，恢复已保存的内容</source>
        <translation>Discard the draft and go back to what was saved</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>取消（Esc）：已键入的留作草稿</source>
        <translation>Cancel (Esc): what was typed stays as a draft</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>完成（Ctrl+Enter）</source>
        <translation>Done (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>常用</source>
        <translation>Phr.</translation>
    </message>
    <message>
        <source>保存为常用语</source>
        <translation>Save as phrase</translation>
    </message>
    <message>
        <source>管理常用语…</source>
        <translation>Manage phrases…</translation>
    </message>
</context>
<context>
    <name>CorrectingDesk</name>
    <message>
        <source>已确认为标题</source>
        <translation>Confirmed as a heading</translation>
    </message>
    <message>
        <source>“{heading}”已并入上面的章节；可撤销</source>
        <translation>“{heading}” now belongs to the section above; can be undone</translation>
    </message>
    <message>
        <source>光标所在的行不是标题</source>
        <translation>The line of the caret is no heading</translation>
    </message>
    <message>
        <source>这里没有隐藏的行。请先打开“显示页面杂项”。</source>
        <translation>There are no hidden lines here. Show the page furniture first.</translation>
    </message>
    <message>
        <source>已隐藏 {count} 行；可撤销，也可在“显示页面杂项”里恢复</source>
        <translation>{count} lines hidden; undo, or bring them back while page furniture is shown</translation>
    </message>
    <message>
        <source>已恢复为正文</source>
        <translation>Brought back to the text</translation>
    </message>
    <message>
        <source>是标题</source>
        <translation>Is a heading</translation>
    </message>
    <message>
        <source>升一级</source>
        <translation>One level up</translation>
    </message>
    <message>
        <source>降一级</source>
        <translation>One level down</translation>
    </message>
    <message>
        <source>不是标题</source>
        <translation>Not a heading</translation>
    </message>
    <message>
        <source>更正目录</source>
        <translation>Correct the outline</translation>
    </message>
    <message>
        <source>标题并入下一行</source>
        <translation>Join heading with the next line</translation>
    </message>
    <message>
        <source>与下一节合并</source>
        <translation>Join with the next section</translation>
    </message>
    <message>
        <source>这里恢复识别结果</source>
        <translation>Restore what was recognised here</translation>
    </message>
    <message>
        <source>整份恢复识别结果</source>
        <translation>Restore what was recognised in the whole report</translation>
    </message>
    <message>
        <source>恢复为正文</source>
        <translation>Bring back to the text</translation>
    </message>
    <message>
        <source>更正目录和正文</source>
        <translation>Correct outline and text</translation>
    </message>
    <message>
        <source>设为一级标题</source>
        <translation>Make a heading of level 1</translation>
    </message>
    <message>
        <source>设为二级标题</source>
        <translation>Make a heading of level 2</translation>
    </message>
    <message>
        <source>设为三级标题</source>
        <translation>Make a heading of level 3</translation>
    </message>
    <message>
        <source>从这一行拆分章节</source>
        <translation>Begin a new section at this line</translation>
    </message>
    <message>
        <source>隐藏为页面杂项</source>
        <translation>Hide as page furniture</translation>
    </message>
    <message>
        <source>请先在左边的列表里选择报告</source>
        <translation>Choose reports in the list at the left first</translation>
    </message>
    <message>
        <source>已修改 {count} 份报告；可撤销</source>
        <translation>{count} reports changed; can be undone</translation>
    </message>
</context>
<context>
    <name>Counterparts</name>
    <message>
        <source>{report}：无对应章节</source>
        <translation>{report}: no such section</translation>
    </message>
    <message>
        <source>{report}：可能对应“{heading}”</source>
        <translation>{report}: possibly “{heading}”</translation>
    </message>
    <message>
        <source>{report}：已手动对齐“{heading}”</source>
        <translation>{report}: pinned to “{heading}”</translation>
    </message>
    <message>
        <source>{report}：对应“{heading}”</source>
        <translation>{report}: “{heading}”</translation>
    </message>
    <message>
        <source>已把各栏现在的位置对齐</source>
        <translation>What the panes show now is pinned together</translation>
    </message>
    <message>
        <source>这里没有手动对齐的位置</source>
        <translation>Nothing is pinned here</translation>
    </message>
    <message>
        <source>这几份报告没有手动对齐过</source>
        <translation>Nothing is pinned between these reports</translation>
    </message>
    <message>
        <source>已取消手动对齐</source>
        <translation>Unpinned</translation>
    </message>
    <message>
        <source>已对齐</source>
        <translation>Pinned</translation>
    </message>
    <message>
        <source>已取消对应</source>
        <translation>The two sections are parted</translation>
    </message>
    <message>
        <source>转到本章节</source>
        <translation>Go to this section</translation>
    </message>
    <message>
        <source>跳到对应章节</source>
        <translation>Go to the sections that match</translation>
    </message>
    <message>
        <source>与“{report}”的当前位置对齐</source>
        <translation>Pin to what “{report}” shows now</translation>
    </message>
    <message>
        <source>取消与“{heading}”的对应</source>
        <translation>Part from “{heading}”</translation>
    </message>
    <message>
        <source>取消本章节的手动对齐</source>
        <translation>Unpin this section</translation>
    </message>
    <message>
        <source>恢复自动对应</source>
        <translation>Match by itself again</translation>
    </message>
    <message>
        <source>取消在此对齐</source>
        <translation>Unpin here</translation>
    </message>
    <message>
        <source>{report}：有手动对齐的位置</source>
        <translation>{report}: a place here is pinned</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{words}（{key}）</source>
        <translation>{words} ({key})</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>打开报告后显示详情</source>
        <translation>Open a report to see its details</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>阅读状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>显示页面杂项</source>
        <translation>Page furniture</translation>
    </message>
    <message>
        <source>原网页上的导航、页脚等，平时隐藏，从不删除</source>
        <translation>Navigation, footer and the like of the source page: hidden, never deleted</translation>
    </message>
    <message>
        <source>批注整份报告</source>
        <translation>Annotate report</translation>
    </message>
    <message>
        <source>请写四位年份，如 2023</source>
        <translation>Please enter a four-digit year, such as 2023</translation>
    </message>
    <message>
        <source>请写成 2024-03-28 的样子</source>
        <translation>Please write dates like 2024-03-28</translation>
    </message>
    <message>
        <source>文件：{name}</source>
        <translation>File: {name}</translation>
    </message>
    <message>
        <source>导入：{time}</source>
        <translation>Imported: {time}</translation>
    </message>
    <message>
        <source>正文 {count} 字</source>
        <translation>Text: {count} characters</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>确认{field}</source>
        <translation>Confirm {field}</translation>
    </message>
    <message>
        <source>识别得对，记为您确认的</source>
        <translation>It was recognised correctly: take it as confirmed by you</translation>
    </message>
    <message>
        <source>{field}：恢复、标为没有、修改记录</source>
        <translation>{field}: restore, say there is none, former values</translation>
    </message>
    <message>
        <source>推定</source>
        <translation>Guess</translation>
    </message>
    <message>
        <source>恢复识别值：{value}</source>
        <translation>Restore the recognised value: {value}</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>标为没有</source>
        <translation>Say there is none</translation>
    </message>
    <message>
        <source>修改记录</source>
        <translation>Former values</translation>
    </message>
</context>
<context>
    <name>DifferencesPage</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>改动 {changed} 段，新增 {added} 段，删去 {removed} 段</source>
        <translation>{changed} paragraphs changed, {added} added, {removed} removed</translation>
    </message>
    <message>
        <source>有改动的段落</source>
        <translation>Paragraphs that differ</translation>
    </message>
    <message>
        <source>……还有 {count} 段</source>
        <translation>… and {count} more</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>删去</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>只有空格、标点或分行不同。</source>
        <translation>Only spaces, punctuation or line breaks differ.</translation>
    </message>
</context>
<context>
    <name>Discussion</name>
    <message>
        <source>请先点一处标记</source>
        <translation>Click a highlight first</translation>
    </message>
    <message>
        <source>已重新打开</source>
        <translation>Opened again</translation>
    </message>
    <message>
        <source>已标为已解决</source>
        <translation>Marked as resolved</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>也可以把文件拖到窗口任意位置</source>
        <translation>You can also drop files anywhere in the window</translation>
    </message>
</context>
<context>
    <name>EditBar</name>
    <message>
        <source>请按新的键</source>
        <translation>Press the new key</translation>
    </message>
    <message>
        <source>改键</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>去掉按键</source>
        <translation>Remove the key</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选一项，按 Enter 改它的按键。</source>
        <translation>Choose a line and press Enter to change its key.</translation>
    </message>
    <message>
        <source>{name}：固定的，不能改。</source>
        <translation>{name}: fixed, cannot be changed.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}：{keys}</source>
        <translation>{name}: {keys}</translation>
    </message>
    <message>
        <source>没有按键</source>
        <translation>no key</translation>
    </message>
    <message>
        <source>{name}：按下新的键</source>
        <translation>{name}: press the new key</translation>
    </message>
    <message>
        <source>{key} 到处都要用，请换一个键</source>
        <translation>{key} is needed everywhere; please take another key</translation>
    </message>
    <message>
        <source>{key} 要用来打字，请加上 Ctrl 或 Alt</source>
        <translation>{key} is for typing; please add Ctrl or Alt</translation>
    </message>
    <message>
        <source>{key} 现在是“{other}”的键</source>
        <translation>{key} is now the key of “{other}”</translation>
    </message>
    <message>
        <source>交换</source>
        <translation>Exchange</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>可一次选多份</source>
        <translation>several at once if you like</translation>
    </message>
    <message>
        <source>导入文件夹</source>
        <translation>Import folder</translation>
    </message>
    <message>
        <source>连同子文件夹，</source>
        <translation>with its subfolders;</translation>
    </message>
    <message>
        <source>重复的自动跳过</source>
        <translation>duplicates are skipped</translation>
    </message>
    <message>
        <source>打开示例库</source>
        <translation>Open sample library</translation>
    </message>
    <message>
        <source>几份示例报告，已有批注，</source>
        <translation>a few annotated reports</translation>
    </message>
    <message>
        <source>可以随便试</source>
        <translation>to try things out</translation>
    </message>
    <message>
        <source>打开已有的报告库…</source>
        <translation>Open a library…</translation>
    </message>
    <message>
        <source>五分钟上手</source>
        <translation>Get started in 5 minutes</translation>
    </message>
    <message>
        <source>报告库是空的</source>
        <translation>The library is empty</translation>
    </message>
    <message>
        <source>先放进几份报告。导入前会列出识别结果，由您确认。</source>
        <translation>Add some reports first. You will check what was recognised before anything is imported.</translation>
    </message>
    <message>
        <source>全部内容只存在这台电脑上，本软件不连接网络。</source>
        <translation>Everything stays on this computer; the program never connects to a network.</translation>
    </message>
    <message>
        <source>没有打开报告库</source>
        <translation>No library is open</translation>
    </message>
    <message>
        <source>Word、WPS、PDF、OFD 等</source>
        <translation>Word, WPS, PDF, OFD and more</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>这份文件不会导入。其他文件不受影响。</source>
        <translation>This file will not be imported. Other files are not affected.</translation>
    </message>
    <message>
        <source>同样的内容已经有了，不会再存一份。</source>
        <translation>The same content is already there and will not be stored again.</translation>
    </message>
    <message>
        <source>识别依据，可直接改</source>
        <translation>Evidence (values can be edited)</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ.</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>发布日期</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>成文日期</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>报送日期</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>索引号</source>
        <translation>Index no.</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>请写四位年份，如 2023</source>
        <translation>Please enter a four-digit year, such as 2023</translation>
    </message>
    <message>
        <source>请写成 2024-03-28 的样子</source>
        <translation>Please write dates like 2024-03-28</translation>
    </message>
    <message>
        <source>没有找到，请填写</source>
        <translation>Not found, please fill in</translation>
    </message>
    <message>
        <source>来自网页或文件的属性</source>
        <translation>From the page or file properties</translation>
    </message>
    <message>
        <source>来自文首的表格或标注</source>
        <translation>From the table or labels at the top</translation>
    </message>
    <message>
        <source>来自正文</source>
        <translation>From the text</translation>
    </message>
    <message>
        <source>推定，改正或按 Enter 确认</source>
        <translation>Inferred: correct it, or Enter to confirm</translation>
    </message>
    <message>
        <source>您改的</source>
        <translation>Corrected by you</translation>
    </message>
    <message>
        <source>读取说明</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>您改的：没有</source>
        <translation>Yours: there is none</translation>
    </message>
</context>
<context>
    <name>ExportFlow</name>
    <message>
        <source>所选的 {count} 条批注</source>
        <translation>{count} chosen annotations</translation>
    </message>
    <message>
        <source>选中文字里的 {count} 条批注</source>
        <translation>{count} annotations in the selected text</translation>
    </message>
    <message>
        <source>表中列出的 {count} 条批注</source>
        <translation>{count} annotations listed in the table</translation>
    </message>
    <message>
        <source>当前报告：{name}</source>
        <translation>This report: {name}</translation>
    </message>
    <message>
        <source>打开的 {count} 份报告</source>
        <translation>{count} open reports</translation>
    </message>
    <message>
        <source>列表中所选的 {count} 份报告</source>
        <translation>{count} reports chosen in the list</translation>
    </message>
    <message>
        <source>整个报告库</source>
        <translation>The whole library</translation>
    </message>
    <message>
        <source>导出到文件夹</source>
        <translation>Export to a folder</translation>
    </message>
    <message>
        <source>{name} 批注</source>
        <translation>{name} annotations</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>文件夹“{folder}”里已有 {count} 个同名的文件，如“{first}”。要替换它们吗？</source>
        <translation>The folder “{folder}” holds {count} files of these names already, such as “{first}”. Replace them?</translation>
    </message>
    <message>
        <source>替换已有的文件</source>
        <translation>Replace existing files</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>替换</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>导出批注</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>已写出：{file}</source>
        <translation>Written: {file}</translation>
    </message>
    <message>
        <source>已在文件夹“{folder}”里写出 {count} 个文件</source>
        <translation>{count} files written to the folder “{folder}”</translation>
    </message>
    <message>
        <source>这种格式没有带走：</source>
        <translation>This format left behind:</translation>
    </message>
    <message>
        <source>内容全部带走，一样不少。</source>
        <translation>It took everything along.</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>打开文件</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>导出完成</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>已取消导出，没有留下文件</source>
        <translation>Export cancelled; no file was left</translation>
    </message>
    <message>
        <source>没有导出</source>
        <translation>Not exported</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>重新选择…</source>
        <translation>Choose again…</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>全部标签</source>
        <translation>All tags</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>只含标签</source>
        <translation>Only tag</translation>
    </message>
    <message>
        <source>{annotations} 条批注，{reports} 份报告</source>
        <translation>Annotations: {annotations} · Reports: {reports}</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>含下级标签</source>
        <translation>with the tags below it</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>报告库里的内容不会改变</source>
        <translation>Nothing in the library changes</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>正在统计…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>没有可以预览的内容</source>
        <translation>Nothing to preview</translation>
    </message>
    <message>
        <source>导出 {count} 条…</source>
        <translation>Export {count}…</translation>
    </message>
    <message>
        <source>没有符合条件的批注，请另选范围</source>
        <translation>No annotation matches; choose another scope</translation>
    </message>
    <message>
        <source>每份报告一个文件，共 {count} 个</source>
        <translation>One file per report, {count} in all</translation>
    </message>
    <message>
        <source>这个范围里还没有批注</source>
        <translation>No annotations here yet</translation>
    </message>
    <message>
        <source>可以另选范围，或去掉“只含标签”</source>
        <translation>Choose another scope, or all tags</translation>
    </message>
    <message>
        <source>正在准备预览…</source>
        <translation>Preparing the preview…</translation>
    </message>
    <message>
        <source>这个文件里将有</source>
        <translation>This file will hold</translation>
    </message>
    <message>
        <source>{said}（只预览开头）</source>
        <translation>{said} (only the beginning is previewed)</translation>
    </message>
    <message>
        <source>{count} 条批注</source>
        <translation>{count} annotations</translation>
    </message>
    <message>
        <source>导出全部 {count} 个标签，与范围无关</source>
        <translation>Export all {count} tags, whatever the scope</translation>
    </message>
    <message>
        <source>只含标签：{name}</source>
        <translation>Only the tag: {name}</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>给人看</source>
        <translation>For people</translation>
    </message>
    <message>
        <source>给统计软件</source>
        <translation>For statistics</translation>
    </message>
    <message>
        <source>给质性分析软件</source>
        <translation>For qualitative analysis</translation>
    </message>
    <message>
        <source>给程序</source>
        <translation>For programs</translation>
    </message>
    <message>
        <source>给另一个批阅</source>
        <translation>For another Piyue</translation>
    </message>
    <message>
        <source>Excel 表格</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>一条批注一行，另有标签×报告、报告、标签各一张表，可筛选、可统计</source>
        <translation>One row per annotation, with sheets of tags by report, reports and tags, to filter and count</translation>
    </message>
    <message>
        <source>Word 批注稿</source>
        <translation>Word with comments</translation>
    </message>
    <message>
        <source>报告全文，批注是真正的 Word 批注，带答复和作者；每份报告一个文件</source>
        <translation>The whole report with real Word comments, replies and authors; one file per report</translation>
    </message>
    <message>
        <source>Word 摘录汇编</source>
        <translation>Word quotes by tag</translation>
    </message>
    <message>
        <source>按标签汇集原文摘录和意见，每条注明出处，带目录，可直接改成文稿</source>
        <translation>Quotes and comments under their tags, each with its source, with contents; ready to be edited</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>版面固定，标记印在正文里，意见在页边；文字可以检索和复制</source>
        <translation>Fixed pages, highlights in the text, comments in the margin; its text can be searched and copied</translation>
    </message>
    <message>
        <source>网页</source>
        <translation>Web page</translation>
    </message>
    <message>
        <source>一个文件，用浏览器打开，可打印，不用装别的软件</source>
        <translation>One file for any browser, printable, nothing to install</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>纯文字带简单记号，便于贴进笔记和网页</source>
        <translation>Plain text with simple marks, for notes and web pages</translation>
    </message>
    <message>
        <source>CSV 表格</source>
        <translation>CSV table</translation>
    </message>
    <message>
        <source>一条批注一行，SPSS、Stata、R、Python 都能读</source>
        <translation>One row per annotation, for SPSS, Stata, R and Python</translation>
    </message>
    <message>
        <source>质性分析项目</source>
        <translation>Coding project</translation>
    </message>
    <message>
        <source>REFI-QDA 标准：报告、标签、批注一起交给 MAXQDA、ATLAS.ti、NVivo、QualCoder</source>
        <translation>REFI-QDA standard: reports, tags and annotations for MAXQDA, ATLAS.ti, NVivo, QualCoder</translation>
    </message>
    <message>
        <source>标签体系</source>
        <translation>Codebook</translation>
    </message>
    <message>
        <source>只有标签及其层级和定义，给 MAXQDA、ATLAS.ti、NVivo、QualCoder</source>
        <translation>Only the tags, their tree and definitions, for MAXQDA, ATLAS.ti, NVivo, QualCoder</translation>
    </message>
    <message>
        <source>JSON-LD</source>
        <translation>JSON-LD</translation>
    </message>
    <message>
        <source>W3C 网页批注：原文、位置、前后文、标签、回复、链接，适合长期存档</source>
        <translation>W3C Web Annotation: quotes, places, context, tags, replies and links; good for archives</translation>
    </message>
    <message>
        <source>UIMA CAS</source>
        <translation>UIMA CAS</translation>
    </message>
    <message>
        <source>给 INCEpTION 等语料标注和自然语言处理工具</source>
        <translation>For INCEpTION and other corpus annotation and language tools</translation>
    </message>
    <message>
        <source>brat</source>
        <translation>brat</translation>
    </message>
    <message>
        <source>给 brat 等标注工具：每份报告一个文字文件、一个标注文件</source>
        <translation>For brat and the like: a text file and an annotation file for each report</translation>
    </message>
    <message>
        <source>批注包</source>
        <translation>Annotation pack</translation>
    </message>
    <message>
        <source>交给另一位审阅人，在对方的批阅里合并；不含没有选的内容</source>
        <translation>For another reviewer, to be merged there; holds only what was chosen</translation>
    </message>
    <message>
        <source>报告库副本</source>
        <translation>Copy of the library</translation>
    </message>
    <message>
        <source>可以直接打开的另一个报告库；整个库时是经过核对的完整备份</source>
        <translation>Another library to be opened as it is; of the whole library, a verified backup</translation>
    </message>
    <message>
        <source>{count} 条批注在文中的位置</source>
        <translation>Places in the text of {count} annotations</translation>
    </message>
    <message>
        <source>{count} 条批注的标签</source>
        <translation>Tags of {count} annotations</translation>
    </message>
    <message>
        <source>{count} 个没有用到的标签和分组</source>
        <translation>{count} unused tags and groups</translation>
    </message>
    <message>
        <source>{count} 个标签的定义、编码</source>
        <translation>Definitions and codes of {count} tags</translation>
    </message>
    <message>
        <source>{count} 个标签的颜色</source>
        <translation>Colours of {count} tags</translation>
    </message>
    <message>
        <source>{count} 条批注的内容</source>
        <translation>Comments of {count} annotations</translation>
    </message>
    <message>
        <source>{count} 条回复</source>
        <translation>{count} replies</translation>
    </message>
    <message>
        <source>{count} 个“已解决”的记号</source>
        <translation>{count} resolved marks</translation>
    </message>
    <message>
        <source>{count} 位审阅人</source>
        <translation>{count} reviewers</translation>
    </message>
    <message>
        <source>{count} 条批注的时间</source>
        <translation>Times of {count} annotations</translation>
    </message>
    <message>
        <source>{count} 条链接</source>
        <translation>{count} links</translation>
    </message>
    <message>
        <source>{count} 条对章节的批注</source>
        <translation>{count} annotations on sections</translation>
    </message>
    <message>
        <source>{count} 条对整份报告的批注</source>
        <translation>{count} annotations on whole reports</translation>
    </message>
    <message>
        <source>{count} 个“待确认”“找不到”的记号</source>
        <translation>{count} marks of places to be confirmed or lost</translation>
    </message>
    <message>
        <source>{count} 份报告的全文</source>
        <translation>Texts of {count} reports</translation>
    </message>
    <message>
        <source>{count} 份报告的章节目录</source>
        <translation>Outlines of {count} reports</translation>
    </message>
    <message>
        <source>{count} 份报告的目录更正</source>
        <translation>Corrections of {count} reports</translation>
    </message>
    <message>
        <source>{count} 份报告的信息（地区、层级等）</source>
        <translation>Details of {count} reports (region, level…)</translation>
    </message>
    <message>
        <source>{count} 份旧文本</source>
        <translation>{count} former texts</translation>
    </message>
    <message>
        <source>{count} 条打标签的规则</source>
        <translation>{count} tagging rules</translation>
    </message>
    <message>
        <source>{count} 处手动对齐</source>
        <translation>{count} alignments made by hand</translation>
    </message>
    <message>
        <source>{count} 份报告的阅读状态</source>
        <translation>Reading statuses of {count} reports</translation>
    </message>
    <message>
        <source>{count} 步操作记录</source>
        <translation>{count} recorded changes</translation>
    </message>
    <message>
        <source>出处的写法</source>
        <translation>Form of the source</translation>
    </message>
    <message>
        <source>排列</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>带上批注内容</source>
        <translation>With the comments</translation>
    </message>
    <message>
        <source>有几个标签的，在每个标签下都列出</source>
        <translation>Repeat what has several tags under each</translation>
    </message>
    <message>
        <source>带上报告全文</source>
        <translation>With the texts of the reports</translation>
    </message>
    <message>
        <source>带上报告全文（对方没有这些报告时要带）</source>
        <translation>With the texts of the reports (for who lacks them)</translation>
    </message>
    <message>
        <source>按设置</source>
        <translation>As in the settings</translation>
    </message>
    <message>
        <source>单位·年度·章节</source>
        <translation>Unit · year · section</translation>
    </message>
    <message>
        <source>GB/T 7714 参考文献</source>
        <translation>GB/T 7714 reference</translation>
    </message>
    <message>
        <source>按报告</source>
        <translation>By report</translation>
    </message>
    <message>
        <source>按标签</source>
        <translation>By tag</translation>
    </message>
    <message>
        <source>附标签×报告对照表</source>
        <translation>With the table of tags by report</translation>
    </message>
    <message>
        <source>包括已解决的批注</source>
        <translation>With annotations that are resolved</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>只带走一部分：{what}</source>
        <translation>Only in part: {what}</translation>
    </message>
    <message>
        <source>只要标签体系</source>
        <translation>The codebook only</translation>
    </message>
    <message>
        <source>标签表（Excel）</source>
        <translation>Codebook (Excel)</translation>
    </message>
    <message>
        <source>一个标签一行：路径、定义、关键词、颜色；改好后可以再导入</source>
        <translation>One row per tag: path, definition, keywords, colour; it can be edited and imported again</translation>
    </message>
    <message>
        <source>标签表（CSV）</source>
        <translation>Codebook (CSV)</translation>
    </message>
    <message>
        <source>同样的表，SPSS、Stata、R、Python 都能读，也可以再导入</source>
        <translation>The same table for SPSS, Stata, R and Python; it can be imported again</translation>
    </message>
    <message>
        <source>标签树（JSON）</source>
        <translation>Codebook (JSON)</translation>
    </message>
    <message>
        <source>标签按层级排列，给程序用，也可以再导入</source>
        <translation>The tags as a tree, for programs; it can be imported again</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>几份报告</source>
        <translation>Several reports</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>没有意见的标记也注明标签</source>
        <translation>Name the tags of marks without comment</translation>
    </message>
    <message>
        <source>注明出处</source>
        <translation>Cite the place</translation>
    </message>
    <message>
        <source>放在页边</source>
        <translation>In the margin</translation>
    </message>
    <message>
        <source>列在文末</source>
        <translation>Listed at the end</translation>
    </message>
    <message>
        <source>不要，只要正文</source>
        <translation>None, the text alone</translation>
    </message>
    <message>
        <source>每份一个文件</source>
        <translation>A file each</translation>
    </message>
    <message>
        <source>合成一个文件</source>
        <translation>One file</translation>
    </message>
    <message>
        <source>五号</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>小五</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>小四</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>A3（放大）</source>
        <translation>A3 (larger)</translation>
    </message>
    <message>
        <source>自定义模板</source>
        <translation>Own template</translation>
    </message>
    <message>
        <source>{count} 条批注里超过 32,767 字的内容</source>
        <translation>{count} annotations with more than 32,767 characters</translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>Report year</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>其余 {count} 个</source>
        <translation>{count} more</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>审阅人 {name}</source>
        <translation>Reviewer {name}</translation>
    </message>
    <message>
        <source>文件：{path}</source>
        <translation>File: {path}</translation>
    </message>
    <message>
        <source>批注 {count}</source>
        <translation>Annotations {count}</translation>
    </message>
    <message>
        <source>同步滚动：{mode}</source>
        <translation>Sync: {mode}</translation>
    </message>
    <message>
        <source>无对应章节</source>
        <translation>No common sections</translation>
    </message>
    <message>
        <source>{count} 字</source>
        <translation>{count} characters</translation>
    </message>
    <message>
        <source>字号 {zoom}%</source>
        <translation>Text {zoom}%</translation>
    </message>
    <message>
        <source>便携</source>
        <translation>Portable</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>筛选原文与批注</source>
        <translation>Filter quotes and comments</translation>
    </message>
    <message>
        <source>几个词用空格分开，都要有；词前加 - 表示不要</source>
        <translation>Several words: all must occur; a word after - must not</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>存好的筛选</source>
        <translation>Saved filters</translation>
    </message>
    <message>
        <source>{facet}：{value}</source>
        <translation>{facet}: {value}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>按{facet}筛选</source>
        <translation>Filter by {facet}</translation>
    </message>
    <message>
        <source>存下现在的筛选…</source>
        <translation>Save this filter…</translation>
    </message>
    <message>
        <source>不再保留</source>
        <translation>Forget</translation>
    </message>
    <message>
        <source>筛选批注</source>
        <translation>Filter annotations</translation>
    </message>
    <message>
        <source>全库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>列出全部报告的批注</source>
        <translation>List the annotations of all reports</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>按状态、审阅人、章节筛选</source>
        <translation>Filter by state, reviewer, section</translation>
    </message>
    <message>
        <source>卡片也筛选</source>
        <translation>Cards too</translation>
    </message>
    <message>
        <source>正文旁只显示筛选出来的批注卡</source>
        <translation>Show only the cards that pass the filter beside the text</translation>
    </message>
    <message>
        <source>{shown} / {whole} 条</source>
        <translation>{shown} of {whole}</translation>
    </message>
    <message>
        <source>有意见</source>
        <translation>Commented</translation>
    </message>
    <message>
        <source>未解决</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已解决</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>无标签</source>
        <translation>Untagged</translation>
    </message>
    <message>
        <source>有链接</source>
        <translation>Linked</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To confirm</translation>
    </message>
    <message>
        <source>{words} ✕</source>
        <translation>{words} ✕</translation>
    </message>
    <message>
        <source>去掉筛选：{words}</source>
        <translation>Remove filter: {words}</translation>
    </message>
    <message>
        <source>清除全部筛选条件</source>
        <translation>Clear all filter conditions</translation>
    </message>
    <message>
        <source>全部标签</source>
        <translation>All tags</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>找不到</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>逐条确认位置…</source>
        <translation>Confirm places one by one…</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>在本篇中查找</source>
        <translation>Find in this report</translation>
    </message>
    <message>
        <source>精确</source>
        <translation>Exact</translation>
    </message>
    <message>
        <source>区分大小写和全角半角</source>
        <translation>Match case and width</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>关闭查找</source>
        <translation>Close find</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>{number}/{total}</source>
        <translation>{number}/{total}</translation>
    </message>
    <message>
        <source>第 {number} 处，共 {total} 处</source>
        <translation>{number} of {total}</translation>
    </message>
    <message>
        <source>共 {total} 处</source>
        <translation>{total} in all</translation>
    </message>
</context>
<context>
    <name>FloatingBar</name>
    <message>
        <source>选中文字的操作</source>
        <translation>Actions on the selection</translation>
    </message>
    <message>
        <source>标签…</source>
        <translation>Tag…</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>选择标签</source>
        <translation>Choose a tag</translation>
    </message>
    <message>
        <source>写批注</source>
        <translation>Write a comment</translation>
    </message>
    <message>
        <source>复制文字和出处</source>
        <translation>Copy the text and its source</translation>
    </message>
    <message>
        <source>{what}（{key}）</source>
        <translation>{what} ({key})</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>链接到另一处</source>
        <translation>Link to another passage</translation>
    </message>
</context>
<context>
    <name>FormerTexts</name>
    <message>
        <source>{name}：旧文本与现在的文本</source>
        <translation>{name}: former and present text</translation>
    </message>
    <message>
        <source>选择修订稿</source>
        <translation>Choose the corrected file</translation>
    </message>
    <message>
        <source>文本已更换；{corrections} 处目录或杂项更正、{pins} 处手动对齐的位置已不在</source>
        <translation>Text replaced; the places of {corrections} corrections of outline or page and {pins} alignments are gone</translation>
    </message>
    <message>
        <source>文本已更换</source>
        <translation>Text replaced</translation>
    </message>
    <message>
        <source>更换文本</source>
        <translation>Replacing the text</translation>
    </message>
</context>
<context>
    <name>FurnitureSigns</name>
    <message>
        <source>恢复为正文：{words}</source>
        <translation>Bring back: {words}</translation>
    </message>
    <message>
        <source>这几行是报告的内容，恢复为正文</source>
        <translation>These lines belong to the report: bring them back</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Bring back</translation>
    </message>
</context>
<context>
    <name>GivenFiles</name>
    <message>
        <source>……共 {count} 个</source>
        <translation>… {count} in all</translation>
    </message>
    <message>
        <source>没有找到下列文件。它们可能已被移动、改名，或在未插上的U盘里。报告库未改动。</source>
        <translation>These files were not found. They may have been moved or renamed, or lie on a drive that is not plugged in. The library was not changed.</translation>
    </message>
    <message>
        <source>没有找到文件</source>
        <translation>Files not found</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>一次只能打开一个报告库，其余的没有打开</source>
        <translation>Only one library can be open at a time; the others were not opened</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>都不用</source>
        <translation>None</translation>
    </message>
    <message>
        <source>选用标签组</source>
        <translation>Choose tag groups</translation>
    </message>
    <message>
        <source>这个新报告库用哪些标签</source>
        <translation>Which tags shall this new library use</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>就用这些</source>
        <translation>Use these</translation>
    </message>
    <message>
        <source>以后可在“管理”里再改，也可撤销。</source>
        <translation>Can be changed later under “Manage”, and undone.</translation>
    </message>
    <message>
        <source>列出 {count} 组。没有选的组停用：不再列出，旧批注仍可读；自己建的标签不受影响。</source>
        <translation>{count} groups are offered. The others are retired: no longer listed, still readable on old annotations. Tags of your own stay as they are.</translation>
    </message>
    <message>
        <source>不用默认标签，自己建。已有批注用到的标签只停用，不删除。</source>
        <translation>No default tags: make your own. Tags that annotations use are retired, not deleted.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>先导入几份报告，或打开示例库，再看上手提示</source>
        <translation>Import some reports or open the sample library first, then take the tour</translation>
    </message>
    <message>
        <source>把报告放进来</source>
        <translation>Bring reports in</translation>
    </message>
    <message>
        <source>点“导入”，或把文件、文件夹拖到窗口任意位置。识别出的单位、年度会先请您核对。</source>
        <translation>Press Import, or drop files and folders anywhere on the window. You check the unit and year that were recognised.</translation>
    </message>
    <message>
        <source>并排着读</source>
        <translation>Read side by side</translation>
    </message>
    <message>
        <source>双击打开一份。选中另一份按 {beside}，就在旁边打开，最多四栏；各栏按章节一起滚动。</source>
        <translation>Double-click opens a report. Select another and press {beside} to open it beside, up to four; they scroll together by section.</translation>
    </message>
    <message>
        <source>按目录走</source>
        <translation>Follow the outline</translation>
    </message>
    <message>
        <source>点目录里的一节，正文就到那里。按 {next} 到下一节，按 {last} 回上一节。</source>
        <translation>Click a section of the outline and the text goes there. {next} is the next section, {last} the previous one.</translation>
    </message>
    <message>
        <source>标记、标签、批注</source>
        <translation>Mark, tag, comment</translation>
    </message>
    <message>
        <source>双击选词，三击选句。选中后按 {mark} 标记，按 {tag} 选标签，按 {say} 写意见；数字键直接用常用标签。随时可以撤销，每一步都自动保存。</source>
        <translation>Double-click selects a word, triple-click a sentence. Then {mark} marks, {tag} chooses a tag, {say} writes a comment; number keys use your common tags. Everything can be undone, every step is saved.</translation>
    </message>
    <message>
        <source>汇总和带走</source>
        <translation>See all, take it away</translation>
    </message>
    <message>
        <source>“汇总”里能排序、筛选全部批注；“导出”成 Excel、Word 等文件。按 {help} 看手册，按 {keys} 看全部按键。</source>
        <translation>The table page sorts and filters all annotations; Export writes Excel, Word and other files. {help} opens the manual, {keys} shows every key.</translation>
    </message>
    <message>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>没有找到手册文件，请重新安装。</source>
        <translation>The manual&apos;s files are missing; please install again.</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>Gutter</name>
    <message>
        <source>批注条</source>
        <translation>Annotation bars</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>此处已与{names}对齐（右键可取消）</source>
        <translation>Pinned beside {names} (right click to unpin)</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>{name}，{count} 处</source>
        <translation>{name}, hits: {count}</translation>
    </message>
</context>
<context>
    <name>HitRow</name>
    <message>
        <source>{count} 处</source>
        <translation>Hits: {count}</translation>
    </message>
    <message>
        <source>正文开头</source>
        <translation>Opening</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Show less</translation>
    </message>
</context>
<context>
    <name>ImportDesk</name>
    <message>
        <source>没有找到可导入的文件</source>
        <translation>No files to import were found</translation>
    </message>
    <message>
        <source>已导入 {count} 份</source>
        <translation>Imported: {count}</translation>
    </message>
    <message>
        <source>已读 {done} / {total}</source>
        <translation>Read {done} / {total}</translation>
    </message>
    <message>
        <source>已导入 {done} / {total}</source>
        <translation>Imported {done} / {total}</translation>
    </message>
    <message>
        <source>正在查找文件</source>
        <translation>Looking for files</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>核对并导入</source>
        <translation>Review and import</translation>
    </message>
    <message>
        <source>看小结</source>
        <translation>See the summary</translation>
    </message>
    <message>
        <source>打开这个报告库以来还没有导入过</source>
        <translation>Nothing was imported since this library was opened</translation>
    </message>
    <message>
        <source>保存导入报告</source>
        <translation>Save the report of the import</translation>
    </message>
    <message>
        <source>导入报告 {day}.xlsx</source>
        <translation>Import {day}.xlsx</translation>
    </message>
    <message>
        <source>导入报告已存为“{name}”</source>
        <translation>The report of the import was saved as “{name}”</translation>
    </message>
    <message>
        <source>还有 {count} 份没有导入。再导入这些文件时，会照您这次的改动</source>
        <translation>{count} were not imported. When these files come again, your corrections will be used</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>关闭导入</source>
        <translation>Close the import</translation>
    </message>
    <message>
        <source>导入：请核对识别结果</source>
        <translation>Import: please check what was recognised</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>小结</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>加框的值机器拿不准，请您定</source>
        <translation>Framed values are uncertain: please decide</translation>
    </message>
    <message>
        <source>导入小结</source>
        <translation>Summary of the import</translation>
    </message>
    <message>
        <source>导入 {count} 份</source>
        <translation>Import {count}</translation>
    </message>
    <message>
        <source>先导入没有疑问的 {count} 份</source>
        <translation>Import the {count} without questions</translation>
    </message>
    <message>
        <source>继续读其余 {count} 份</source>
        <translation>Go on with the other {count}</translation>
    </message>
    <message>
        <source>原文件不会改动。没有导入完也可以离开，您的改动会记住。</source>
        <translation>Files are never changed. You may leave before all are imported; your corrections are remembered.</translation>
    </message>
    <message>
        <source>没有要导入的文件了。</source>
        <translation>Nothing is left to import.</translation>
    </message>
    <message>
        <source>原文件不会改动。</source>
        <translation>Files are never changed.</translation>
    </message>
    <message>
        <source>正在导入，稍后可以关闭</source>
        <translation>Importing; it can be closed in a moment</translation>
    </message>
    <message>
        <source>去阅读</source>
        <translation>Start reading</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>已读</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>识别文字</source>
        <translation>Recognising text</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Reading again</translation>
    </message>
    <message>
        <source>导入报告</source>
        <translation>Import reports</translation>
    </message>
</context>
<context>
    <name>JoinBar</name>
    <message>
        <source>是否合并标记</source>
        <translation>Whether to join marks</translation>
    </message>
    <message>
        <source>合并为一条</source>
        <translation>Join into one</translation>
    </message>
    <message>
        <source>和另一处“{tag}”相连</source>
        <translation>Connected to another “{tag}”</translation>
    </message>
    <message>
        <source>和另外 {count} 处“{tag}”相连</source>
        <translation>Connected to {count} other “{tag}”</translation>
    </message>
    <message>
        <source>和另外 {count} 处标记相连</source>
        <translation>Connected to {count} other marks</translation>
    </message>
    <message>
        <source>保留两条</source>
        <translation>Keep both</translation>
    </message>
    <message>
        <source>分别保留</source>
        <translation>Keep apart</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message>
        <source>这段文字已有相同标记</source>
        <translation>This passage has the same mark already</translation>
    </message>
    <message>
        <source>这段文字已有标记，加上了“{names}”</source>
        <translation>This passage is marked already; “{names}” was added</translation>
    </message>
    <message>
        <source>已合并 {count} 条批注</source>
        <translation>Joined {count} annotations</translation>
    </message>
    <message>
        <source>这处标记含有 {count} 行没有显示的页面杂项，可在“⋯”里显示</source>
        <translation>This mark contains {count} hidden lines of page furniture; “⋯” can show them</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>操作和按键</source>
        <translation>Actions and keys</translation>
    </message>
</context>
<context>
    <name>KeyModel</name>
    <message>
        <source>其他</source>
        <translation>Others</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>没有按键</source>
        <translation>no key</translation>
    </message>
    <message>
        <source>{name}：{keys}</source>
        <translation>{name}: {keys}</translation>
    </message>
    <message>
        <source>{words}，已改</source>
        <translation>{words}, changed</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>已改</source>
        <translation>changed</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>全部恢复默认</source>
        <translation>Defaults for all</translation>
    </message>
    <message>
        <source>复制列表</source>
        <translation>Copy the list</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>单个字母只在正文里起作用。</source>
        <translation>Single letters act in the reading text only.</translation>
    </message>
    <message>
        <source>快捷键一览</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>找操作或按键，例如 标签、Ctrl+Z</source>
        <translation>Find an action or a key, such as tag, Ctrl+Z</translation>
    </message>
    <message>
        <source>按键查找</source>
        <translation>Find by key</translation>
    </message>
    <message>
        <source>按一个键，看它做什么</source>
        <translation>Press a key to see what it does</translation>
    </message>
    <message>
        <source>请按一个键，Esc 结束</source>
        <translation>Press a key, Esc to end</translation>
    </message>
    <message>
        <source>没有这样的操作或按键。</source>
        <translation>There is no such action or key.</translation>
    </message>
    <message>
        <source>改过的 {count} 项都恢复默认？</source>
        <translation>Give the {count} changed ones their defaults back?</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>已复制。</source>
        <translation>Copied.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Libraries</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>只读打开</source>
        <translation>Open read-only</translation>
    </message>
    <message>
        <source>打开其他报告库…</source>
        <translation>Open another library…</translation>
    </message>
    <message>
        <source>新建报告库…</source>
        <translation>New library…</translation>
    </message>
    <message>
        <source>在此新建</source>
        <translation>Create it here</translation>
    </message>
    <message>
        <source>没有打开报告库</source>
        <translation>No library is open</translation>
    </message>
    <message>
        <source>打开报告库</source>
        <translation>Open library</translation>
    </message>
    <message>
        <source>新建报告库</source>
        <translation>New library</translation>
    </message>
    <message>
        <source>新报告库</source>
        <translation>New library</translation>
    </message>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>{name} 副本</source>
        <translation>{name} copy</translation>
    </message>
    <message>
        <source>已另存副本：{name}</source>
        <translation>Copy saved: {name}</translation>
    </message>
    <message>
        <source>示例库</source>
        <translation>Sample library</translation>
    </message>
    <message>
        <source>示例库已备好：{count} 份报告</source>
        <translation>Sample library ready, reports: {count}</translation>
    </message>
    <message>
        <source>准备示例库</source>
        <translation>Preparing the sample library</translation>
    </message>
    <message>
        <source>批阅报告库 (*.piyue)</source>
        <translation>Piyue library (*.piyue)</translation>
    </message>
    <message>
        <source>转到那个窗口</source>
        <translation>Go to that window</translation>
    </message>
    <message>
        <source>管理员指定的标签体系没有用上：
{reason}

新报告库用的是自带的标签体系。请告诉管理员；换好文件后，可用“导入批注或标签体系”补上。</source>
        <translation>The codebook that the administrator chose was not used:
{reason}

The new library has the codebook that comes with the program. Please tell the administrator; with a good file, “Bring in annotations or a codebook” adds it.</translation>
    </message>
    <message>
        <source>标签体系</source>
        <translation>Codebook</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>LibraryDock</name>
    <message>
        <source>报告库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>筛选报告</source>
        <translation>Filter reports</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>报告列表</source>
        <translation>Report list</translation>
    </message>
    <message>
        <source>报告库  {count}</source>
        <translation>Library  {count}</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>更正信息…</source>
        <translation>Correct details…</translation>
    </message>
    <message>
        <source>移出报告库…</source>
        <translation>Remove from library…</translation>
    </message>
    <message>
        <source>移出 {count} 份…</source>
        <translation>Remove {count}…</translation>
    </message>
    <message>
        <source>排列顺序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>一起阅读</source>
        <translation>Read together</translation>
    </message>
    <message>
        <source>把所选报告并排打开（Ctrl+Shift+Enter）</source>
        <translation>Open the chosen reports side by side (Ctrl+Shift+Enter)</translation>
    </message>
    <message>
        <source>已选 {count} 份</source>
        <translation>{count} chosen</translation>
    </message>
    <message>
        <source>按导入顺序</source>
        <translation>As imported</translation>
    </message>
    <message>
        <source>按单位，年度新的在前</source>
        <translation>By unit, newest year first</translation>
    </message>
    <message>
        <source>按年度，新的在前</source>
        <translation>By year, newest first</translation>
    </message>
    <message>
        <source>按阅读进度，未读的在前</source>
        <translation>By progress, unread first</translation>
    </message>
    <message>
        <source>一起阅读 {count} 份</source>
        <translation>Read {count} together</translation>
    </message>
    <message>
        <source>一起阅读：同单位历年</source>
        <translation>Read together: this unit over the years</translation>
    </message>
    <message>
        <source>一起阅读：同年度各单位</source>
        <translation>Read together: units of this year</translation>
    </message>
    <message>
        <source>批量修改…</source>
        <translation>Change several…</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>{name}，{place}，批注 {count} 条，已读 {percent}%</source>
        <translation>{name}, {place}, annotations: {count}, {percent}% read</translation>
    </message>
</context>
<context>
    <name>LineList</name>
    <message>
        <source>导入结果</source>
        <translation>Result of the import</translation>
    </message>
</context>
<context>
    <name>LinePreview</name>
    <message>
        <source>所选批注的全文</source>
        <translation>The current annotation in full</translation>
    </message>
    <message>
        <source>在报告中打开</source>
        <translation>Open in report</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>改批注</source>
        <translation>Edit comment</translation>
    </message>
    <message>
        <source>加标签…</source>
        <translation>Add tag…</translation>
    </message>
    <message>
        <source>复制摘录和出处</source>
        <translation>Copy quote with citation</translation>
    </message>
    <message>
        <source>选中一行，这里显示全文。</source>
        <translation>Choose a row to read it in full.</translation>
    </message>
    <message>
        <source>标签：{names}</source>
        <translation>Tags: {names}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}：{comment}</source>
        <translation>{name}: {comment}</translation>
    </message>
</context>
<context>
    <name>LinkPopover</name>
    <message>
        <source>选择链接的类型</source>
        <translation>Choose the kind of link</translation>
    </message>
    <message>
        <source>说明（可不写）</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>调换方向</source>
        <translation>Turn Round</translation>
    </message>
    <message>
        <source>1–4 或 Enter 选定&#x3000;Esc 取消</source>
        <translation>1–4 or Enter · Esc cancels</translation>
    </message>
    <message>
        <source>起点 {words}</source>
        <translation>From {words}</translation>
    </message>
    <message>
        <source>此处 {words}</source>
        <translation>Here {words}</translation>
    </message>
</context>
<context>
    <name>LinkStrip</name>
    <message>
        <source>所选批注的链接和规则</source>
        <translation>Links and rule of the chosen annotation</translation>
    </message>
    <message>
        <source>由一条已删除的规则标记</source>
        <translation>Made by a rule that was deleted</translation>
    </message>
    <message>
        <source>由规则“{name}”标记</source>
        <translation>Made by the rule “{name}”</translation>
    </message>
    <message>
        <source>{role} {place}</source>
        <translation>{role} {place}</translation>
    </message>
    <message>
        <source>列出全部…</source>
        <translation>List All…</translation>
    </message>
    <message>
        <source>列出这条批注的全部链接</source>
        <translation>List all links of this annotation</translation>
    </message>
    <message>
        <source>两处并排显示</source>
        <translation>Show Both Side by Side</translation>
    </message>
    <message>
        <source>改链接…</source>
        <translation>Change Link…</translation>
    </message>
    <message>
        <source>调换方向</source>
        <translation>Turn Round</translation>
    </message>
    <message>
        <source>删除链接</source>
        <translation>Delete Link</translation>
    </message>
</context>
<context>
    <name>LinkTelling</name>
    <message>
        <source>相同</source>
        <translation>Same as</translation>
    </message>
    <message>
        <source>矛盾</source>
        <translation>Contradicts</translation>
    </message>
    <message>
        <source>抄自</source>
        <translation>Copied from</translation>
    </message>
    <message>
        <source>被抄</source>
        <translation>Copied by</translation>
    </message>
    <message>
        <source>回应</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>得到回应</source>
        <translation>Answered by</translation>
    </message>
    <message>
        <source>两处相同</source>
        <translation>Both say the same</translation>
    </message>
    <message>
        <source>两处矛盾</source>
        <translation>They contradict each other</translation>
    </message>
    <message>
        <source>此处抄自起点</source>
        <translation>This is copied from the first</translation>
    </message>
    <message>
        <source>起点抄自此处</source>
        <translation>The first is copied from this</translation>
    </message>
    <message>
        <source>此处回应起点</source>
        <translation>This answers the first</translation>
    </message>
    <message>
        <source>起点回应此处</source>
        <translation>The first answers this</translation>
    </message>
    <message>
        <source>{role} {place}：“{quote}”</source>
        <translation>{role} {place}: “{quote}”</translation>
    </message>
    <message>
        <source>链接 {count}</source>
        <translation>Links {count}</translation>
    </message>
</context>
<context>
    <name>Linker</name>
    <message>
        <source>请先选中文字，或点一处标记</source>
        <translation>Select some text or click a mark first</translation>
    </message>
    <message>
        <source>链接起点：“{words}”（{place}）&#x3000;选中另一处后按 {key}，Esc 取消</source>
        <translation>Link from “{words}” ({place}) · choose another passage and press {key}, Esc cancels</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>整份报告</source>
        <translation>Whole report</translation>
    </message>
    <message>
        <source>一处文字不能链接到它自己。请选另一处。</source>
        <translation>A passage cannot be linked to itself. Choose another one.</translation>
    </message>
    <message>
        <source>已链接：{words}</source>
        <translation>Linked: {words}</translation>
    </message>
    <message>
        <source>{place}：“{words}”</source>
        <translation>{place}: “{words}”</translation>
    </message>
    <message>
        <source>请先点一处有链接的标记</source>
        <translation>Click a linked mark first</translation>
    </message>
    <message>
        <source>这处标记还没有链接</source>
        <translation>This mark has no links yet</translation>
    </message>
</context>
<context>
    <name>LossBar</name>
    <message>
        <source>带不走的内容</source>
        <translation>What is left behind</translation>
    </message>
    <message>
        <source>这种格式带走全部内容，一样不少</source>
        <translation>This format takes everything along</translation>
    </message>
    <message>
        <source>这种格式带不走 {count} 类内容，它们仍在报告库里</source>
        <translation>This format leaves {count} kinds of content behind; they stay in the library</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>批阅</source>
        <translation>Piyue</translation>
    </message>
    <message>
        <source>没有打开报告库</source>
        <translation>No library is open</translation>
    </message>
    <message>
        <source>{name} — 批阅</source>
        <translation>{name} — Piyue</translation>
    </message>
    <message>
        <source>已撤销：{name}</source>
        <translation>Undone: {name}</translation>
    </message>
    <message>
        <source>已重做：{name}</source>
        <translation>Redone: {name}</translation>
    </message>
    <message>
        <source>没有保存</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>程序内部出错</source>
        <translation>Internal error</translation>
    </message>
    <message>
        <source>复制详情</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>这一项由管理员设定，不能更改</source>
        <translation>This is set by the administrator and cannot be changed</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Chapters</translation>
    </message>
    <message>
        <source>在手册中查找</source>
        <translation>Find in the manual</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>未加标签</source>
        <translation>No tag</translation>
    </message>
    <message>
        <source>单位不明</source>
        <translation>Unit unknown</translation>
    </message>
    <message>
        <source>年度不明</source>
        <translation>Year unknown</translation>
    </message>
    <message>
        <source>{column} × {tag}：{count} 条</source>
        <translation>{column} × {tag}: {count}</translation>
    </message>
    <message>
        <source>，审阅人标了缺项</source>
        <translation>, tagged as missing</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>MatrixPart</name>
    <message>
        <source>标签与报告的对照表</source>
        <translation>Tags by report</translation>
    </message>
    <message>
        <source>含下级标签</source>
        <translation>With sub-tags</translation>
    </message>
    <message>
        <source>一组标签算上它下面的标签</source>
        <translation>A group counts the tags below it</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>在报告中打开</source>
        <translation>Open in report</translation>
    </message>
    <message>
        <source>并排阅读这几处</source>
        <translation>Read side by side</translation>
    </message>
    <message>
        <source>复制摘录和出处</source>
        <translation>Copy quote with citation</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>标签 × 报告</source>
        <translation>Tags × reports</translation>
    </message>
    <message>
        <source>数字为批注条数</source>
        <translation>Numbers of annotations</translation>
    </message>
    <message>
        <source>缺：审阅人标了“缺项”</source>
        <translation>Missing: tagged so by a reviewer</translation>
    </message>
    <message>
        <source>· 没有批注</source>
        <translation>· no annotation</translation>
    </message>
    <message>
        <source>点格子，下面列出原文；点标签，各份报告并排列出</source>
        <translation>Click a cell for its passages, a tag for all reports side by side</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count} annotations</translation>
    </message>
    <message>
        <source>全部标签</source>
        <translation>All tags</translation>
    </message>
    <message>
        <source>各份报告</source>
        <translation>All reports</translation>
    </message>
    <message>
        <source>第 {number} 段</source>
        <translation>paragraph {number}</translation>
    </message>
    <message>
        <source>列：{name}</source>
        <translation>Columns: {name}</translation>
    </message>
    <message>
        <source>只列有批注的标签</source>
        <translation>Only tags in use</translation>
    </message>
    <message>
        <source>展开全部标签</source>
        <translation>Expand all tags</translation>
    </message>
    <message>
        <source>收起全部标签</source>
        <translation>Collapse all tags</translation>
    </message>
    <message>
        <source>复制这张表，可贴进 Excel</source>
        <translation>Copy this table, to paste into Excel</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>MergePage</name>
    <message>
        <source>并入哪个标签</source>
        <translation>Into which tag</translation>
    </message>
    <message>
        <source> 等 {count} 个标签</source>
        <translation> and others ({count} tags)</translation>
    </message>
    <message>
        <source>合并标签</source>
        <translation>Merge tags</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>合并</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>请选一个标签。</source>
        <translation>Please choose a tag.</translation>
    </message>
    <message>
        <source>{names} 并入“{into}”：{uses} 处批注改用“{into}”，已有的不重复。</source>
        <translation>{names} into “{into}”: {uses} annotations get “{into}” instead, none of them twice. </translation>
    </message>
    <message>
        <source>说明接在后面，原名和关键词都能再找到它。</source>
        <translation>Definitions are appended; former names and keywords still find it. </translation>
    </message>
    <message>
        <source>{below} 个下级标签移到它下面，同名的一并合并。</source>
        <translation>{below} tags below move below it; namesakes are merged. </translation>
    </message>
    <message>
        <source>数字键 {slot} 归它。</source>
        <translation>It gets number key {slot}. </translation>
    </message>
    <message>
        <source>可用“撤销”一步恢复。</source>
        <translation>One undo takes it back.</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{month}月{day}日</source>
        <translation>{month}/{day}</translation>
    </message>
    <message>
        <source>{year}年{date}</source>
        <translation>{year}/{date}</translation>
    </message>
</context>
<context>
    <name>NameBar</name>
    <message>
        <source>批注会署上审阅人的名字，多人合并时分得清。您的名字：</source>
        <translation>Annotations carry the reviewer&apos;s name, so that merged work stays clear. Your name:</translation>
    </message>
    <message>
        <source>例如：审阅甲</source>
        <translation>Example: Li Ming</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>Neighbours</name>
    <message>
        <source>那个窗口没有回应</source>
        <translation>That window did not answer</translation>
    </message>
</context>
<context>
    <name>NoteWords</name>
    <message>
        <source>文件里记的文本指纹与文本不符，按文本本身处理</source>
        <translation>the fingerprint in the file is of another text; the text itself was used</translation>
    </message>
    <message>
        <source>“{value}”不能用作{field}，没有采用</source>
        <translation>“{value}” cannot be the {field}; not used</translation>
    </message>
    <message>
        <source>报告信息不合格式，已重新识别</source>
        <translation>the report&apos;s particulars are not well made; it was recognised anew</translation>
    </message>
    <message>
        <source>报告信息与库中不同（{fields}），保留库中的</source>
        <translation>the library says otherwise of this report ({fields}); the library&apos;s stay</translation>
    </message>
    <message>
        <source>文本与《{report}》相似（{percent}%），当作同一份报告</source>
        <translation>its text is like that of {report} ({percent} %); taken for the same report</translation>
    </message>
    <message>
        <source>按名称对应到《{report}》</source>
        <translation>taken for {report}, by its name</translation>
    </message>
    <message>
        <source>库中没有这份报告，文件里也没有它的文本；{count} 条批注没有导入，请先导入报告</source>
        <translation>neither the library nor the file has its text; {count} annotations were left out; import the report first</translation>
    </message>
    <message>
        <source>标签没有名称，没有导入</source>
        <translation>a tag without a name; left out</translation>
    </message>
    <message>
        <source>上级标签不在文件里，放在最上层</source>
        <translation>the tag above it is not in the file; it was put at the top</translation>
    </message>
    <message>
        <source>层级超过 {levels} 层，放在最上层</source>
        <translation>it lay more than {levels} levels deep; it was put at the top</translation>
    </message>
    <message>
        <source>上下级绕成了圈，放在最上层</source>
        <translation>it lay below itself; it was put at the top</translation>
    </message>
    <message>
        <source>同组已有同名标签，改名为“{name}”</source>
        <translation>the group has a tag of this name; it is now “{name}”</translation>
    </message>
    <message>
        <source>数字键 {slot} 已有别的标签，没有设键</source>
        <translation>number key {slot} belongs to another tag; it got none</translation>
    </message>
    <message>
        <source>标签的“{field}”不合格式，没有采用</source>
        <translation>its “{field}” cannot be; not used</translation>
    </message>
    <message>
        <source>当作库中的标签“{tag}”</source>
        <translation>taken for the library&apos;s tag “{tag}”</translation>
    </message>
    <message>
        <source>与文件里的不同（{fields}），保留库中的</source>
        <translation>the file says otherwise ({fields}); the library&apos;s stays</translation>
    </message>
    <message>
        <source>与库中同名的审阅人当作一个人</source>
        <translation>taken for the reviewer of this name in the library</translation>
    </message>
    <message>
        <source>库中有同名的另一位审阅人，分作两人</source>
        <translation>the library has another reviewer of this name; they are two people</translation>
    </message>
    <message>
        <source>这位审阅人在库中叫“{name}”，保留库中的名字</source>
        <translation>this reviewer is called “{name}” in the library, and stays so</translation>
    </message>
    <message>
        <source>批注所在的报告不在库中（{source}），没有导入</source>
        <translation>its report is not in the library ({source}); left out</translation>
    </message>
    <message>
        <source>批注既没有位置，也没有原文，没有导入</source>
        <translation>it has neither a position nor words; left out</translation>
    </message>
    <message>
        <source>位置超出文本，又没有原文可找，没有导入</source>
        <translation>its position lies outside the text, and there are no words to look for; left out</translation>
    </message>
    <message>
        <source>批注的范围里没有字，没有导入</source>
        <translation>its passage has no characters; left out</translation>
    </message>
    <message>
        <source>文件里有两份，只取第一份</source>
        <translation>the file has it twice; the first was taken</translation>
    </message>
    <message>
        <source>批注的内容不合格式，没有导入</source>
        <translation>it is not well made; left out</translation>
    </message>
    <message>
        <source>这段原文在几份报告里都有，又没有说明是哪一份，没有导入</source>
        <translation>several reports say this, and the file does not tell which; left out</translation>
    </message>
    <message>
        <source>标签“{tag}”不在文件里，批注没有带上它</source>
        <translation>the tag “{tag}” is not in the file; the annotation came without it</translation>
    </message>
    <message>
        <source>{count} 条没有写明是谁批注的，记在您的名下</source>
        <translation>{count} do not say by whom they are; they count as yours</translation>
    </message>
    <message>
        <source>{count} 条与库中已有的批注相同，没有重复添加</source>
        <translation>{count} say the same as annotations of the library; not added again</translation>
    </message>
    <message>
        <source>{count} 条与库中的不同，保留库中的</source>
        <translation>{count} differ from the library&apos;s, which stay</translation>
    </message>
    <message>
        <source>回复所在的批注没有导入</source>
        <translation>a reply to an annotation that did not come</translation>
    </message>
    <message>
        <source>回复没有内容，没有导入</source>
        <translation>an empty reply; left out</translation>
    </message>
    <message>
        <source>回复与库中的不同，保留库中的</source>
        <translation>the library&apos;s reply says something else, and stays</translation>
    </message>
    <message>
        <source>链接的一端没有导入</source>
        <translation>an end of the link did not come; left out</translation>
    </message>
    <message>
        <source>链接的两端是同一条批注，没有导入</source>
        <translation>both ends of the link are one annotation; left out</translation>
    </message>
    <message>
        <source>这两处之间已有同样的链接</source>
        <translation>the two are linked this way already</translation>
    </message>
    <message>
        <source>链接类型“{kind}”换成了“相同”</source>
        <translation>a link of the kind “{kind}” came as “same”</translation>
    </message>
    <message>
        <source>链接与库中的不同，保留库中的</source>
        <translation>the library&apos;s link says something else, and stays</translation>
    </message>
    <message>
        <source>不是批注，没有导入</source>
        <translation>it is no annotation; left out</translation>
    </message>
    <message>
        <source>编号与前面一条相同，另给了编号</source>
        <translation>its id belongs to another one; it got its own</translation>
    </message>
    <message>
        <source>位置不合格式，改按原文查找</source>
        <translation>its position cannot be; it was found by its words</translation>
    </message>
    <message>
        <source>一条批注指向 {count} 处，分成了 {count} 条</source>
        <translation>it speaks of {count} passages and became {count} annotations</translation>
    </message>
    <message>
        <source>图片等附件没有导入</source>
        <translation>a picture or the like was left out</translation>
    </message>
    <message>
        <source>批注里的网页格式去掉了，文字保留</source>
        <translation>markup of its comment was removed</translation>
    </message>
    <message>
        <source>这一页批注不在文件里</source>
        <translation>a page of the collection is not in the file</translation>
    </message>
    <message>
        <source>有本版本不认识的内容（{kind}），没有导入</source>
        <translation>unknown things ({kind}); left out</translation>
    </message>
    <message>
        <source>有一步操作对不上，没有采用（{kind}）</source>
        <translation>a step that does not fit ({kind}); left out</translation>
    </message>
    <message>
        <source>有一步操作记了两次，只取一次</source>
        <translation>a step is there twice; it counts once</translation>
    </message>
    <message>
        <source>“{field}”不合格式，没有导入（{kind}）</source>
        <translation>its “{field}” cannot be; left out ({kind})</translation>
    </message>
    <message>
        <source>所指的内容不在批注包里，没有导入（{kind}）</source>
        <translation>what it speaks of is not in the package; left out ({kind})</translation>
    </message>
    <message>
        <source>旧文本不在批注包里，没有导入（{kind}）</source>
        <translation>a former text is not in the package; left out ({kind})</translation>
    </message>
    <message>
        <source>有本版本不认识的项“{field}”，略去（{kind}）</source>
        <translation>an unknown field “{field}” was left away ({kind})</translation>
    </message>
    <message>
        <source>标签的上下级绕成了圈，放在最上层</source>
        <translation>the tag lay below itself; it was put at the top</translation>
    </message>
    <message>
        <source>上级标签不在批注包里，放在最上层</source>
        <translation>the tag above it is not in the package; it was put at the top</translation>
    </message>
    <message>
        <source>批注上的标签“{tag}”不在批注包里，已去掉</source>
        <translation>the tag “{tag}” is not in the package; taken off</translation>
    </message>
    <message>
        <source>批注包里没有这位审阅人的姓名</source>
        <translation>the package does not name this reviewer</translation>
    </message>
    <message>
        <source>记下的原文与文本不符，改按原文查找</source>
        <translation>its words are not at its place; it was found by its words</translation>
    </message>
    <message>
        <source>这一项本版本不认识，没有导入</source>
        <translation>not known to this version; left out</translation>
    </message>
    <message>
        <source>内容不合格式，没有导入</source>
        <translation>it is not well made; left out</translation>
    </message>
    <message>
        <source>所指的报告或人没有导入</source>
        <translation>what it speaks of did not come; left out</translation>
    </message>
    <message>
        <source>与库中的不同，保留库中的</source>
        <translation>it differs from the library&apos;s, which stays</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>name</translation>
    </message>
    <message>
        <source>上级</source>
        <translation>group</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>code</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>colour</translation>
    </message>
    <message>
        <source>数字键</source>
        <translation>number key</translation>
    </message>
    <message>
        <source>简称</source>
        <translation>short name</translation>
    </message>
    <message>
        <source>英文名</source>
        <translation>English name</translation>
    </message>
    <message>
        <source>定义</source>
        <translation>definition</translation>
    </message>
    <message>
        <source>关键词</source>
        <translation>keywords</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>retired</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>place</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>comment</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewers</translation>
    </message>
    <message>
        <source>是否解决</source>
        <translation>resolved</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>times</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>title</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>region</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>level</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>year</translation>
    </message>
    <message>
        <source>发布日期</source>
        <translation>date published</translation>
    </message>
    <message>
        <source>成文日期</source>
        <translation>date signed</translation>
    </message>
    <message>
        <source>报送日期</source>
        <translation>date filed</translation>
    </message>
    <message>
        <source>索引号</source>
        <translation>index number</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{said}（同样的另有 {count} 处）</source>
        <translation>{said} ({count} more of this kind)</translation>
    </message>
    <message>
        <source>{where}：{said}</source>
        <translation>{where}: {said}</translation>
    </message>
    <message>
        <source>{count} 处编号不合格式，另给了编号</source>
        <translation>{count} ids are not well made; they got others</translation>
    </message>
    <message>
        <source>{count} 处编号重复，另给了编号</source>
        <translation>{count} ids stand twice; they got others</translation>
    </message>
    <message>
        <source>{count} 位批注人没有列出姓名，以编号代替</source>
        <translation>{count} coders are not listed; their ids stand for their names</translation>
    </message>
    <message>
        <source>没有纯文本，文字取自带格式的文档，位置按原文核对</source>
        <translation>has no plain text; it was taken from the styled document, places were checked by the words</translation>
    </message>
    <message>
        <source>有 {count} 个字符无法保存，换成了 �</source>
        <translation>{count} characters cannot be kept; � stands for them</translation>
    </message>
    <message>
        <source>{count} 处位置有不止一种算法说得通，按最可能的一种处理，请抽查几处</source>
        <translation>{count} positions can be counted in more ways than one; the likeliest was taken, please check some</translation>
    </message>
    <message>
        <source>{count} 处位置前后颠倒或超出文本，已改正</source>
        <translation>{count} positions were the wrong way round or past the end; mended</translation>
    </message>
    <message>
        <source>{count} 处位置与原文不符，按原文找到</source>
        <translation>{count} passages were found by their words, not by their positions</translation>
    </message>
    <message>
        <source>{count} 处没有选中文字，改为所在的一行</source>
        <translation>{count} selections hold nothing; their lines were taken</translation>
    </message>
    <message>
        <source>{count} 处只知道原文，不知道位置，按原文查找</source>
        <translation>of {count} passages only the words are known; they are looked for</translation>
    </message>
    <message>
        <source>{count} 个标签的备忘并入了定义</source>
        <translation>the notes on {count} codes were put into their definitions</translation>
    </message>
    <message>
        <source>来源的文本不在文件里</source>
        <translation>its text is not in the file</translation>
    </message>
    <message>
        <source>来源的文本在文件之外，没有去读</source>
        <translation>its text lies outside the file; it was not read</translation>
    </message>
    <message>
        <source>是图片，没有导入</source>
        <translation>a picture; left out</translation>
    </message>
    <message>
        <source>是录音，没有导入</source>
        <translation>sound; left out</translation>
    </message>
    <message>
        <source>是录像，没有导入</source>
        <translation>a film; left out</translation>
    </message>
    <message>
        <source>是没有文字的 PDF，没有导入。请把 PDF 作为报告导入</source>
        <translation>a PDF without its text; left out. Import the PDF as a report</translation>
    </message>
    <message>
        <source>{count} 处在页面上圈出的区域，没有导入</source>
        <translation>{count} areas marked on pages; left out</translation>
    </message>
    <message>
        <source>{count} 处既没有可用的位置，也没有原文，没有导入</source>
        <translation>{count} selections have neither a place nor words; left out</translation>
    </message>
    <message>
        <source>{count} 次编码所用的标签不在文件里，没有导入</source>
        <translation>{count} codings are of codes that are not in the file; left out</translation>
    </message>
    <message>
        <source>{count} 个链接不是连接两处批注的，没有导入</source>
        <translation>{count} links do not join two annotations; left out</translation>
    </message>
    <message>
        <source>{count} 个变量值报告里没有地方放，没有导入</source>
        <translation>{count} values of variables that reports do not have; left out</translation>
    </message>
    <message>
        <source>{count} 个个案没有导入</source>
        <translation>{count} cases; left out</translation>
    </message>
    <message>
        <source>{count} 个集合没有导入</source>
        <translation>{count} sets; left out</translation>
    </message>
    <message>
        <source>{count} 张图没有导入</source>
        <translation>{count} graphs; left out</translation>
    </message>
    <message>
        <source>{count} 条备忘不在任何文字、标签或报告上，没有导入</source>
        <translation>{count} notes hang on nothing; left out</translation>
    </message>
    <message>
        <source>{count} 处本版本不认识的内容，没有导入</source>
        <translation>{count} elements are not of the standard; left out</translation>
    </message>
    <message>
        <source>{count} 个标签的编号不合格式或重复，另给了编号</source>
        <translation>{count} ids of codes are not well made or stand twice; they got others</translation>
    </message>
    <message>
        <source>{count} 个标签集合没有导入</source>
        <translation>{count} sets of codes; left out</translation>
    </message>
    <message>
        <source>标签重复，合成一个</source>
        <translation>the same tag once more; they are one</translation>
    </message>
    <message>
        <source>上级“{parent}”在表里没有，已新建</source>
        <translation>the tag above it, “{parent}”, stands nowhere; it was made</translation>
    </message>
    <message>
        <source>颜色“{colour}”不认识，用默认颜色</source>
        <translation>the colour “{colour}” is not known; it has the usual one</translation>
    </message>
    <message>
        <source>{count} 行没有写明是哪份报告，按原文查找</source>
        <translation>{count} rows do not say which report; the words are looked for</translation>
    </message>
    <message>
        <source>没有原文，也没有可用的内容，没有导入</source>
        <translation>it quotes nothing and says nothing; left out</translation>
    </message>
    <message>
        <source>“{value}”不是能认出的时间，没有采用</source>
        <translation>“{value}” is no time; not used</translation>
    </message>
    <message>
        <source>起止位置不合理，按原文查找</source>
        <translation>its positions cannot be; the words are looked for</translation>
    </message>
    <message>
        <source>批注编号与前面一行重复，另给了编号</source>
        <translation>a row before it has this id; it got another</translation>
    </message>
    <message>
        <source>{count} 个公式没有保存结果，当作空白</source>
        <translation>{count} formulas have no stored value; they count as blank</translation>
    </message>
    <message>
        <source>位置的算法与其他来源不同，按它自己的算法处理</source>
        <translation>its positions count unlike those of the others; they were taken so</translation>
    </message>
    <message>
        <source>标记所在的文档不在项目里，没有导入</source>
        <translation>the document of this highlight is not in the project; left out</translation>
    </message>
    <message>
        <source>位置上的文字与摘录不同，取了可信的一个</source>
        <translation>place and snippet differ; the one that can be relied on was taken</translation>
    </message>
    <message>
        <source>标记里没有字，没有导入</source>
        <translation>a highlight without words; left out</translation>
    </message>
    <message>
        <source>编码所在的文件不在项目里或没有文本，没有导入</source>
        <translation>its file is not in the project or has no text; left out</translation>
    </message>
    <message>
        <source>位置上的文字与选中的不同，改按原文查找</source>
        <translation>the place says something else than was selected; looked for by its words</translation>
    </message>
    <message>
        <source>不是文本（{kind}），没有导入</source>
        <translation>no text ({kind}); left out</translation>
    </message>
    <message>
        <source>图片、录音、录像上的 {count} 处编码没有导入</source>
        <translation>{count} codings of pictures, sound or film; left out</translation>
    </message>
    <message>
        <source>{count} 篇日志没有导入</source>
        <translation>{count} journals; left out</translation>
    </message>
    <message>
        <source>{count} 处“重要”的记号没有带上</source>
        <translation>{count} marks of importance; left out</translation>
    </message>
    <message>
        <source>报告没有“{name}”这一项，{count} 个值没有导入</source>
        <translation>reports have no field {name}; {count} values left out</translation>
    </message>
    <message>
        <source>个案不对应哪一份报告的单位，没有导入</source>
        <translation>a case that is not the unit of one report; left out</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>NoticesList</name>
    <message>
        <source>第三方软件</source>
        <translation>Third-party software</translation>
    </message>
</context>
<context>
    <name>NoticesModel</name>
    <message>
        <source>{name}：{below}</source>
        <translation>{name}: {below}</translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message>
        <source>复制全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>打开许可证文件夹</source>
        <translation>Open folder of licences</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>共 {count} 项</source>
        <translation>{count} in all</translation>
    </message>
    <message>
        <source>第三方软件和许可证</source>
        <translation>Third-party software and licences</translation>
    </message>
    <message>
        <source>找名称、许可证或用途</source>
        <translation>Find by name, licence or use</translation>
    </message>
    <message>
        <source>没有这样的软件或许可证。</source>
        <translation>No such software or licence.</translation>
    </message>
    <message>
        <source>许可证</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>本程序</source>
        <translation>This program</translation>
    </message>
    <message>
        <source>Qt 及其各部分</source>
        <translation>Qt and its parts</translation>
    </message>
    <message>
        <source>Python 和 SQLite</source>
        <translation>Python and SQLite</translation>
    </message>
    <message>
        <source>Python 程序库</source>
        <translation>Python libraries</translation>
    </message>
    <message>
        <source>lxml 及其各部分</source>
        <translation>lxml and its parts</translation>
    </message>
    <message>
        <source>PDFium 及其各部分</source>
        <translation>PDFium and its parts</translation>
    </message>
    <message>
        <source>系统库</source>
        <translation>System libraries</translation>
    </message>
    <message>
        <source>组成可执行程序的部分</source>
        <translation>What makes an executable of it</translation>
    </message>
    <message>
        <source>总的说明</source>
        <translation>In general</translation>
    </message>
    <message>
        <source>许可证和文件在哪里</source>
        <translation>Licences, and where the files are</translation>
    </message>
    <message>
        <source>替换 Qt</source>
        <translation>Replacing Qt</translation>
    </message>
    <message>
        <source>LGPL 给您的权利</source>
        <translation>Your rights under the LGPL</translation>
    </message>
    <message>
        <source>{use} · {licence}</source>
        <translation>{use} · {licence}</translation>
    </message>
    <message>
        <source>许可证全文：{name}</source>
        <translation>Full licence: {name}</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Used for</translation>
    </message>
    <message>
        <source>版权</source>
        <translation>Copyright</translation>
    </message>
    <message>
        <source>含在</source>
        <translation>Inside</translation>
    </message>
    <message>
        <source>网址</source>
        <translation>Home page</translation>
    </message>
    <message>
        <source>源代码</source>
        <translation>Source code</translation>
    </message>
    <message>
        <source>许可证文件夹：{folder}</source>
        <translation>Folder of licences: {folder}</translation>
    </message>
    <message>
        <source>软件物料清单（CycloneDX）：{file}</source>
        <translation>Bill of materials (CycloneDX): {file}</translation>
    </message>
    <message>
        <source>这里没有软件物料清单：批阅是从源代码或用 pip 安装的，列出的是这台电脑上装着的软件。</source>
        <translation>There is no bill of materials here: Piyue was installed from source or with pip, and the list is of what is installed on this computer.</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>文件在哪里</source>
        <translation>Where the files are</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>{name}，{count} 条</source>
        <translation>{name}, annotations: {count}</translation>
    </message>
    <message>
        <source>，已选</source>
        <translation>, chosen</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>最多四栏。请先关闭一栏，再复制。</source>
        <translation>Four panes are the most. Please close one first.</translation>
    </message>
    <message>
        <source>最多四栏，其余的没有打开。</source>
        <translation>Four panes are the most; the others were not opened.</translation>
    </message>
    <message>
        <source>正在打开：{name}（{count} 字）</source>
        <translation>Opening {name} ({count} characters)</translation>
    </message>
</context>
<context>
    <name>OutlineDock</name>
    <message>
        <source>目录</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>没有识别出章节标题</source>
        <translation>No headings were recognised</translation>
    </message>
    <message>
        <source>打开报告后显示目录</source>
        <translation>Open a report to see its outline</translation>
    </message>
    <message>
        <source>可能不是标题（把握 {percent}%）；按 ✓ 是标题，按 ✕ 不是标题</source>
        <translation>Perhaps no heading ({percent}% sure); press ✓ if it is one, ✕ if it is none</translation>
    </message>
    <message>
        <source>您改的</source>
        <translation>Corrected by you</translation>
    </message>
</context>
<context>
    <name>OutlineList</name>
    <message>
        <source>识别出的目录</source>
        <translation>Recognised outline</translation>
    </message>
</context>
<context>
    <name>OutlineRow</name>
    <message>
        <source>无对应</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>OverviewBar</name>
    <message>
        <source>滚动条和批注分布</source>
        <translation>Scroll bar with annotations</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>正文：{title}</source>
        <translation>Text: {title}</translation>
    </message>
    <message>
        <source>在左侧显示目录</source>
        <translation>Show outline at the left</translation>
    </message>
</context>
<context>
    <name>PaneArea</name>
    <message>
        <source>从左边的列表打开一份报告</source>
        <translation>Open a report from the list at the left</translation>
    </message>
</context>
<context>
    <name>PaneDrops</name>
    <message>
        <source>移到左侧</source>
        <translation>Move to the left</translation>
    </message>
    <message>
        <source>移到右侧</source>
        <translation>Move to the right</translation>
    </message>
    <message>
        <source>与这一栏交换</source>
        <translation>Swap with this pane</translation>
    </message>
    <message>
        <source>在此打开</source>
        <translation>Open here</translation>
    </message>
    <message>
        <source>已有四栏：替换这一栏</source>
        <translation>Four panes already: replace this one</translation>
    </message>
    <message>
        <source>在左侧并排</source>
        <translation>Beside, on the left</translation>
    </message>
    <message>
        <source>在右侧并排</source>
        <translation>Beside, on the right</translation>
    </message>
    <message>
        <source>替换这一栏</source>
        <translation>Replace this pane</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>目录</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>目录：跳到一节</source>
        <translation>Outline: go to a section</translation>
    </message>
    <message>
        <source>批注卡：在正文右侧显示批注内容</source>
        <translation>Cards: show annotations beside the text</translation>
    </message>
    <message>
        <source>批注卡</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>关闭这一栏</source>
        <translation>Close this pane</translation>
    </message>
    <message>
        <source>已读 {percent}%</source>
        <translation>{percent}% read</translation>
    </message>
    <message>
        <source>{place} · {read}</source>
        <translation>{place} · {read}</translation>
    </message>
    <message>
        <source>标为已阅</source>
        <translation>Mark as read</translation>
    </message>
    <message>
        <source>已经读到末尾：把这份报告标为已阅</source>
        <translation>The end was reached: mark this report as read</translation>
    </message>
</context>
<context>
    <name>PaneMenus</name>
    <message>
        <source>加标签</source>
        <translation>Add tag</translation>
    </message>
    <message>
        <source>批注本章节</source>
        <translation>Annotate this section</translation>
    </message>
    <message>
        <source>其他标签…</source>
        <translation>Other tag…</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>批注…</source>
        <translation>Comment…</translation>
    </message>
    <message>
        <source>删除批注</source>
        <translation>Delete the annotation</translation>
    </message>
    <message>
        <source>复制文字和出处</source>
        <translation>Copy the text and its source</translation>
    </message>
    <message>
        <source>在本报告中查找</source>
        <translation>Find in this report</translation>
    </message>
    <message>
        <source>给所有这样的字打标签…</source>
        <translation>Tag All Such Words…</translation>
    </message>
    <message>
        <source>与链接起点相连…</source>
        <translation>Link With the First Passage…</translation>
    </message>
    <message>
        <source>改以此为链接起点</source>
        <translation>Link From Here Instead</translation>
    </message>
    <message>
        <source>以此为链接起点</source>
        <translation>Link From Here</translation>
    </message>
    <message>
        <source>跳到链接的另一端</source>
        <translation>Go to the other end of the link</translation>
    </message>
    <message>
        <source>本章节：{name}</source>
        <translation>This section: {name}</translation>
    </message>
    <message>
        <source>给本章节加标签…</source>
        <translation>Tag this section…</translation>
    </message>
    <message>
        <source>选中本章节</source>
        <translation>Select this section</translation>
    </message>
    <message>
        <source>审阅状态</source>
        <translation>Review status</translation>
    </message>
    <message>
        <source>显示页面杂项</source>
        <translation>Show page furniture</translation>
    </message>
    <message>
        <source>只缩放这一份：{zoom}%</source>
        <translation>Text size of this report: {zoom}%</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>与其他栏相同</source>
        <translation>Same as the other panes</translation>
    </message>
    <message>
        <source>导出选中文字里的 {count} 条批注…</source>
        <translation>Export {count} annotations in the selection…</translation>
    </message>
</context>
<context>
    <name>PassageModel</name>
    <message>
        <source>。</source>
        <translation>. </translation>
    </message>
    <message>
        <source>（整份报告）</source>
        <translation>(whole report)</translation>
    </message>
    <message>
        <source>{name}，{count} 条</source>
        <translation>{name}, annotations: {count}</translation>
    </message>
</context>
<context>
    <name>PassageView</name>
    <message>
        <source>这一格的原文</source>
        <translation>Passages of this cell</translation>
    </message>
    <message>
        <source>这一格没有批注</source>
        <translation>No annotation in this cell</translation>
    </message>
</context>
<context>
    <name>PhraseList</name>
    <message>
        <source>常用语：{text}</source>
        <translation>Phrase: {text}</translation>
    </message>
</context>
<context>
    <name>PhraseRows</name>
    <message>
        <source>常用语列表</source>
        <translation>List of phrases</translation>
    </message>
</context>
<context>
    <name>PhrasesPage</name>
    <message>
        <source>常用语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>写批注时键入 / 或按 Ctrl+/ 插入；编号就是这里的次序。</source>
        <translation>Type / or press Ctrl+/ in a comment to insert one; the numbers follow this order.</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Restore defaults</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>所选结果的原文</source>
        <translation>Text of the selected hit</translation>
    </message>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>预览：表格</source>
        <translation>Preview: table</translation>
    </message>
    <message>
        <source>预览：第一页</source>
        <translation>Preview: first page</translation>
    </message>
    <message>
        <source>预览：文档开头</source>
        <translation>Preview: beginning of the document</translation>
    </message>
    <message>
        <source>预览：文件开头</source>
        <translation>Preview: beginning of the file</translation>
    </message>
    <message>
        <source>第 1 页，共 {pages} 页</source>
        <translation>Page 1 of {pages}</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>打印报告</source>
        <translation>Print report</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>打印或存为 PDF</source>
        <translation>Print or save as PDF</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Annotations</translation>
    </message>
    <message>
        <source>放在页边</source>
        <translation>In the margin</translation>
    </message>
    <message>
        <source>与所批的文字并排</source>
        <translation>Beside the words they are about</translation>
    </message>
    <message>
        <source>列在文末</source>
        <translation>Listed at the end</translation>
    </message>
    <message>
        <source>正文保留标记，意见集中列出</source>
        <translation>The text keeps its marks; comments follow it</translation>
    </message>
    <message>
        <source>只印正文</source>
        <translation>Text only</translation>
    </message>
    <message>
        <source>不印标记和批注</source>
        <translation>No marks, no annotations</translation>
    </message>
    <message>
        <source>没有意见的标记也注明标签</source>
        <translation>Name the tags of marks without comment</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>小五</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>五号</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>小四</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>这份报告还没有批注。</source>
        <translation>This report has no annotations yet.</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>先打开一份报告，再打印</source>
        <translation>Open a report first, then print</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>已存为 PDF</source>
        <translation>Saved as PDF</translation>
    </message>
    <message>
        <source>共 {pages} 页：
{file}</source>
        <translation>{pages} pages:
{file}</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>没有找到打印机</source>
        <translation>No printer found</translation>
    </message>
    <message>
        <source>这台电脑上没有装好的打印机。可以先存为 PDF，再拿到能打印的电脑上打印。</source>
        <translation>No printer is set up on this computer. You can save a PDF first and print it on a computer that has one.</translation>
    </message>
    <message>
        <source>打印机没有接受这份文件，请检查打印机后再试</source>
        <translation>The printer did not accept the document; please check it and try again</translation>
    </message>
    <message>
        <source>已送往打印机</source>
        <translation>Sent to the printer</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ProposalModel</name>
    <message>
        <source>已选</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>部分选中</source>
        <translation>partly chosen</translation>
    </message>
    <message>
        <source>{name}，{count} 处</source>
        <translation>{name}, {count}</translation>
    </message>
</context>
<context>
    <name>ProposalRow</name>
    <message>
        <source>{accepted} / {count} 处</source>
        <translation>{accepted} / {count}</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>移出报告库</source>
        <translation>Remove from library</translation>
    </message>
    <message>
        <source>批注整份报告</source>
        <translation>Annotate the whole report</translation>
    </message>
    <message>
        <source>例如：缺少“存在的不足”；报送超过 3 月 1 日</source>
        <translation>For example: shortcomings not reported; filed after 1 March</translation>
    </message>
    <message>
        <source>审阅人改名</source>
        <translation>Rename reviewer</translation>
    </message>
    <message>
        <source>批注署这个名字；以前的批注一同改名。</source>
        <translation>Annotations carry this name; earlier ones are renamed too.</translation>
    </message>
    <message>
        <source>这 {reports} 份报告和其中 {annotations} 条批注将移出报告库。
原文件不受影响；可用“撤销”恢复。</source>
        <translation>The selected reports ({reports}) and their annotations ({annotations}) will be removed from the library.
The source files are not affected; Undo brings everything back.</translation>
    </message>
    <message>
        <source>移出 {count} 份</source>
        <translation>Remove {count}</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>写下批注</source>
        <translation>Annotate</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>{why}
库里的其他报告和批注没有受影响。可以再试一次；仍打不开时，请用备份的报告库，或把这份报告移出后从原文件重新导入。</source>
        <translation>{why}
The other reports and annotations of the library are not affected. Try once more; if it still cannot be opened, use a backup of the library, or remove this report and import its file again.</translation>
    </message>
    <message>
        <source>这份报告打不开</source>
        <translation>This report cannot be opened</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QuoteList</name>
    <message>
        <source>这个标签的批注</source>
        <translation>Annotations of this tag</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>ReadingBar</name>
    <message>
        <source>整页都是正文</source>
        <translation>All of the page</translation>
    </message>
    <message>
        <source>页眉、导航和页脚也算正文，不隐藏任何一行</source>
        <translation>Headers, menus and footers are the report too; no line is hidden</translation>
    </message>
    <message>
        <source>保留原有换行</source>
        <translation>Keep line breaks</translation>
    </message>
    <message>
        <source>每一行就是一段，不把看起来折断的行连起来认</source>
        <translation>Every line is a paragraph; lines that look broken are not joined</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>编码：{name}</source>
        <translation>Encoding: {name}</translation>
    </message>
    <message>
        <source>{count} 个字符无法识别</source>
        <translation>{count} characters not recognised</translation>
    </message>
    <message>
        <source>自动判断</source>
        <translation>Find out</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>{report}：第 {here} 节，共 {count} 节</source>
        <translation>{report}: section {here} of {count}</translation>
    </message>
    <message>
        <source>{report}：正文开头，共 {count} 节</source>
        <translation>{report}: opening, sections: {count}</translation>
    </message>
</context>
<context>
    <name>ReadingTogether</name>
    <message>
        <source>请在左边的列表里按住 Ctrl 选两到四份报告，再一起阅读。</source>
        <translation>Choose two to four reports in the list with Ctrl held, then read them together.</translation>
    </message>
    <message>
        <source>选最多四份一起阅读</source>
        <translation>Choose up to four to read together</translation>
    </message>
    <message>
        <source>报告库里没有“{name}”其他年度的报告。</source>
        <translation>The library holds no other year of “{name}”.</translation>
    </message>
    <message>
        <source>同单位历年：{name}</source>
        <translation>One unit over the years: {name}</translation>
    </message>
    <message>
        <source>“{name}”没有年度。请先在右栏“详情”里填上年度。</source>
        <translation>“{name}” has no year. Please enter it under Details first.</translation>
    </message>
    <message>
        <source>报告库里没有其他单位 {year} 年度的报告。</source>
        <translation>The library holds no report of another unit for {year}.</translation>
    </message>
    <message>
        <source>同年度各单位：{year}</source>
        <translation>Units of one year: {year}</translation>
    </message>
    <message>
        <source>一起阅读 {count} 份，按章节同步滚动</source>
        <translation>Reading {count} together, scrolling by section</translation>
    </message>
</context>
<context>
    <name>ReanchoringDesk</name>
    <message>
        <source>没有待确认或找不到的批注</source>
        <translation>No annotation is to be confirmed or lost</translation>
    </message>
    <message>
        <source>全部批注的位置都已确定</source>
        <translation>The places of all annotations are settled</translation>
    </message>
    <message>
        <source>请在正文中选中新的位置，按 Enter 确定，Esc 放弃</source>
        <translation>Select the new place in the text; Enter confirms, Esc gives up</translation>
    </message>
    <message>
        <source>还没有选中文字</source>
        <translation>Nothing is selected yet</translation>
    </message>
    <message>
        <source>文本已更换：{sure} 条批注已就位，{to_confirm} 条待确认，{lost} 条找不到</source>
        <translation>Text replaced: {sure} annotations in place, {to_confirm} to confirm, {lost} lost</translation>
    </message>
    <message>
        <source>逐条确认</source>
        <translation>Confirm one by one</translation>
    </message>
</context>
<context>
    <name>ReanchoringPanel</name>
    <message>
        <source>待确认的批注</source>
        <translation>Annotations to confirm</translation>
    </message>
    <message>
        <source>原来的文字</source>
        <translation>Former text</translation>
    </message>
    <message>
        <source>现在可能的位置</source>
        <translation>Possible place now</translation>
    </message>
    <message>
        <source>上一条</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>关闭（Esc）</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>接受这个位置</source>
        <translation>Accept this place</translation>
    </message>
    <message>
        <source>下一个候选</source>
        <translation>Next candidate</translation>
    </message>
    <message>
        <source>重新选定</source>
        <translation>Select anew</translation>
    </message>
    <message>
        <source>记为找不到</source>
        <translation>Give up as lost</translation>
    </message>
    <message>
        <source>删除批注</source>
        <translation>Delete annotation</translation>
    </message>
    <message>
        <source>待确认 {to_confirm} 条 · 找不到 {lost} 条</source>
        <translation>{to_confirm} to confirm · {lost} lost</translation>
    </message>
    <message>
        <source>新文本中没有相近的文字：请按 R 在正文中选定</source>
        <translation>Nothing like it in the new text: press R and select the place</translation>
    </message>
    <message>
        <source>现在可能的位置：第 {number} 个候选，共 {count} 个，相符 {score}%</source>
        <translation>Possible place: candidate {number} of {count}, {score} % alike</translation>
    </message>
    <message>
        <source>请在正文中选中新的位置，按 Enter 确定，Esc 放弃</source>
        <translation>Select the new place in the text; Enter confirms, Esc gives up</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>第 {number} 条</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>找不到</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To confirm</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>打开库中那份</source>
        <translation>Open the one in the library</translation>
    </message>
    <message>
        <source>看相同的那份</source>
        <translation>See the same one</translation>
    </message>
    <message>
        <source>打开报告</source>
        <translation>Open the report</translation>
    </message>
    <message>
        <source>用作新文本（批注跟过去）</source>
        <translation>Use as new text (annotations follow)</translation>
    </message>
    <message>
        <source>另存一份</source>
        <translation>Keep apart</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>忘掉上次的决定</source>
        <translation>Forget what was decided</translation>
    </message>
    <message>
        <source>识别图片上的文字</source>
        <translation>Recognise the text of the pictures</translation>
    </message>
    <message>
        <source>识别图片上的文字（需安装 Tesseract）</source>
        <translation>Recognise the text of the pictures (needs Tesseract)</translation>
    </message>
    <message>
        <source>用其他编码打开</source>
        <translation>Open in another encoding</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>看过了</source>
        <translation>Looked at</translation>
    </message>
</context>
<context>
    <name>ReportRow</name>
    <message>
        <source>批注 {count}</source>
        <translation>Notes {count}</translation>
    </message>
</context>
<context>
    <name>ReviewBulkBar</name>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>所选文件的{field}</source>
        <translation>{field} of the chosen files</translation>
    </message>
    <message>
        <source>按 Enter 设给所选的每一份</source>
        <translation>Enter sets it for each chosen file</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>已选 {count} 份</source>
        <translation>{count} chosen</translation>
    </message>
    <message>
        <source>请写四位年份，如 2023</source>
        <translation>Please enter a four-digit year, such as 2023</translation>
    </message>
</context>
<context>
    <name>ReviewHead</name>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
</context>
<context>
    <name>ReviewTable</name>
    <message>
        <source>识别结果</source>
        <translation>Recognition results</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Sections</translation>
    </message>
    <message>
        <source>字数</source>
        <translation>Characters</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>读取说明</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{words}（按您上次的决定）</source>
        <translation>{words} (as you decided before)</translation>
    </message>
    <message>
        <source>已导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>已用作新文本</source>
        <translation>Used as new text</translation>
    </message>
    <message>
        <source>库中已有，没有再存</source>
        <translation>Already in the library</translation>
    </message>
    <message>
        <source>正在处理…</source>
        <translation>At work…</translation>
    </message>
    <message>
        <source>与库中一份内容相同，跳过</source>
        <translation>Already in the library, skipped</translation>
    </message>
    <message>
        <source>与本次的“{file}”内容相同，跳过</source>
        <translation>Same as “{file}” of this import, left out</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{fields}需确认</source>
        <translation>Check: {fields}</translation>
    </message>
    <message>
        <source>修订稿，另存一份</source>
        <translation>Corrected version, kept apart</translation>
    </message>
    <message>
        <source>修订稿，用作新文本</source>
        <translation>Corrected version, used as new text</translation>
    </message>
    <message>
        <source>可能是库中《{title}》的修订稿。请定：</source>
        <translation>Perhaps a corrected version of “{title}”. Please decide:</translation>
    </message>
    <message>
        <source>隐藏页面杂项 {lines} 行</source>
        <translation>{lines} lines of furniture hidden</translation>
    </message>
    <message>
        <source>可导入</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>全部 {count}</source>
        <translation>All {count}</translation>
    </message>
    <message>
        <source>需确认 {count}</source>
        <translation>To check {count}</translation>
    </message>
    <message>
        <source>无法读取 {count}</source>
        <translation>Unreadable {count}</translation>
    </message>
    <message>
        <source>重复 {count}</source>
        <translation>Duplicates {count}</translation>
    </message>
    <message>
        <source>新文本 {count}</source>
        <translation>New texts {count}</translation>
    </message>
    <message>
        <source>可导入 {count}</source>
        <translation>Ready {count}</translation>
    </message>
    <message>
        <source>已导入 {count}</source>
        <translation>Imported {count}</translation>
    </message>
    <message>
        <source>{count} 份可直接导入</source>
        <translation>{count} ready</translation>
    </message>
    <message>
        <source>{count} 份需确认</source>
        <translation>{count} to check</translation>
    </message>
    <message>
        <source>{count} 份修订稿</source>
        <translation>{count} corrected versions</translation>
    </message>
    <message>
        <source>{count} 份重复</source>
        <translation>{count} duplicate</translation>
    </message>
    <message>
        <source>{count} 份无法读取</source>
        <translation>{count} unreadable</translation>
    </message>
    <message>
        <source>{count} 份已导入</source>
        <translation>{count} imported</translation>
    </message>
    <message>
        <source>{count} 份文件：</source>
        <translation>Files: {count} — </translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>新增 {count} 份</source>
        <translation>{count} added</translation>
    </message>
    <message>
        <source>新文本 {count} 份</source>
        <translation>{count} new texts</translation>
    </message>
    <message>
        <source>重复 {count} 份</source>
        <translation>{count} duplicates</translation>
    </message>
    <message>
        <source>跳过 {count} 份</source>
        <translation>{count} left out</translation>
    </message>
    <message>
        <source>尚未导入 {count} 份</source>
        <translation>{count} not imported yet</translation>
    </message>
    <message>
        <source>无法读取 {count} 份</source>
        <translation>{count} unreadable</translation>
    </message>
    <message>
        <source>还没有导入任何文件</source>
        <translation>Nothing was imported yet</translation>
    </message>
    <message>
        <source>无法读取</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>尚未导入</source>
        <translation>Not imported yet</translation>
    </message>
    <message>
        <source>您选了不导入</source>
        <translation>Left out by you</translation>
    </message>
    <message>
        <source>内容相同，没有再存</source>
        <translation>Same text, not stored again</translation>
    </message>
    <message>
        <source>用作库中报告的新文本</source>
        <translation>New texts of reports</translation>
    </message>
    <message>
        <source>{count} 份 · {words}</source>
        <translation>{count} · {words}</translation>
    </message>
    <message>
        <source>库中已有：{title}</source>
        <translation>In the library: {title}</translation>
    </message>
    <message>
        <source>是库中《{title}》以前的文本，没有选上。请定：</source>
        <translation>A former text of “{title}” of the library; it is not chosen. Please decide:</translation>
    </message>
    <message>
        <source>可能是库中《{title}》的修订稿：{percent}% 相同，改 {changed} 段，增 {added} 段，删 {removed} 段。请定：</source>
        <translation>Perhaps a corrected version of “{title}”: {percent}% the same, {changed} paragraphs changed, {added} added, {removed} removed. Please decide:</translation>
    </message>
    <message>
        <source>与库中《{title}》很像，但单位或年度不同，先定为另存一份。请看一看：</source>
        <translation>Much like “{title}” of the library, but unit or year differ; kept apart for now. Please look:</translation>
    </message>
</context>
<context>
    <name>RightDock</name>
    <message>
        <source>收起右栏（Esc）</source>
        <translation>Close the dock (Esc)</translation>
    </message>
</context>
<context>
    <name>RightPages</name>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>批注 {count}</source>
        <translation>Notes {count}</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>选择标签</source>
        <translation>Choose Tag</translation>
    </message>
    <message>
        <source>已存的规则</source>
        <translation>Saved Rules</translation>
    </message>
    <message>
        <source>要找的字</source>
        <translation>Look for</translation>
    </message>
    <message>
        <source>每行一个，有其一即可</source>
        <translation>One per line; any of them</translation>
    </message>
    <message>
        <source>不能有的字</source>
        <translation>Unwanted words</translation>
    </message>
    <message>
        <source>每行一个，可不写</source>
        <translation>One per line; optional</translation>
    </message>
    <message>
        <source>正则表达式</source>
        <translation>Regular expression</translation>
    </message>
    <message>
        <source>逐段匹配原文；标点和全半角照原样写</source>
        <translation>Matched in the text paragraph by paragraph; write punctuation as it stands</translation>
    </message>
    <message>
        <source>区分大小写和全半角</source>
        <translation>Match case and width</translation>
    </message>
    <message>
        <source>跳过已有此标签的</source>
        <translation>Skip what has this tag</translation>
    </message>
    <message>
        <source>您已用这个标签标过、且有重叠的地方不再标</source>
        <translation>Passages that overlap a mark of yours with this tag are left out</translation>
    </message>
    <message>
        <source>所找的字</source>
        <translation>Match</translation>
    </message>
    <message>
        <source>词</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>句</source>
        <translation>Sentence</translation>
    </message>
    <message>
        <source>段</source>
        <translation>Paragraph</translation>
    </message>
    <message>
        <source>规则名称（可不写）</source>
        <translation>Name of the rule (optional)</translation>
    </message>
    <message>
        <source>同一句（段）里不能有</source>
        <translation>Not in the same sentence (paragraph)</translation>
    </message>
    <message>
        <source>标到哪里</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>在哪些报告里找</source>
        <translation>Reports</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>检索结果</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>输入要找的字，一个字也可以</source>
        <translation>Type what to find; one character is enough</translation>
    </message>
    <message>
        <source>检索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>区分大小写和全半角</source>
        <translation>Match case and width</translation>
    </message>
    <message>
        <source>包括页面杂项</source>
        <translation>Include page furniture</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>↑↓ 移动&#x3000;Enter 打开&#x3000;Ctrl+Enter 在旁边打开&#x3000;←→ 收起、展开报告</source>
        <translation>↑↓ move   Enter open   Ctrl+Enter open beside   ←→ fold or unfold a report</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>上下文（所找的字对齐）</source>
        <translation>Context (hits aligned)</translation>
    </message>
    <message>
        <source>正在检索…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>{hits} 处 · {reports} 份报告 · {ms} 毫秒</source>
        <translation>Hits: {hits} · Reports: {reports} · {ms} ms</translation>
    </message>
    <message>
        <source>可去掉左侧的筛选</source>
        <translation>Try clearing the filters at the left</translation>
    </message>
    <message>
        <source>可换个写法，或少写几个字</source>
        <translation>Try other words, or fewer characters</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>&quot;{text}&quot; was not found</translation>
    </message>
    <message>
        <source>在全部报告的正文里逐字查找</source>
        <translation>Find exact text in all reports</translation>
    </message>
    <message>
        <source>不分大小写和全角半角，标点也算</source>
        <translation>Case and width do not matter; punctuation counts</translation>
    </message>
    <message>
        <source>检索没有完成</source>
        <translation>The search did not finish</translation>
    </message>
    <message>
        <source>可再按一次检索</source>
        <translation>Please press Search again</translation>
    </message>
    <message>
        <source>给结果打标签…</source>
        <translation>Tag Results…</translation>
    </message>
    <message>
        <source>列出全部结果，逐处可要可不要</source>
        <translation>Lists every result, to be taken or left one by one</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>界面大小</source>
        <translation>Interface size</translation>
    </message>
    <message>
        <source>正文字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>界面语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>界面语言在下次启动后生效。</source>
        <translation>The interface language takes effect at the next start.</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>关</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>开</source>
        <translation>On</translation>
    </message>
    <message>
        <source>减少动画</source>
        <translation>Less motion</translation>
    </message>
    <message>
        <source>朗读批注</source>
        <translation>Announce annotations</translation>
    </message>
    <message>
        <source>查看和修改…</source>
        <translation>See and change…</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>需要时用 LibreOffice</source>
        <translation>LibreOffice when needed</translation>
    </message>
    <message>
        <source>总是先用 LibreOffice 转换</source>
        <translation>Always convert with LibreOffice</translation>
    </message>
    <message>
        <source>不用 LibreOffice</source>
        <translation>Without LibreOffice</translation>
    </message>
    <message>
        <source>旧版 Word 文件</source>
        <translation>Old Word files</translation>
    </message>
    <message>
        <source>出处写法</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>{style}…</source>
        <translation>{style}…</translation>
    </message>
    <message>
        <source>由管理员设定</source>
        <translation>Set by the administrator</translation>
    </message>
</context>
<context>
    <name>SlotStrip</name>
    <message>
        <source>数字键</source>
        <translation>Number key</translation>
    </message>
    <message>
        <source>数字键 {slot}：还没有标签，可把标签拖到这里</source>
        <translation>Number key {slot}: no tag yet; drag one here</translation>
    </message>
    <message>
        <source>数字键 {slot}：{name}</source>
        <translation>Number key {slot}: {name}</translation>
    </message>
    <message>
        <source>空出这个数字键</source>
        <translation>Free this number key</translation>
    </message>
</context>
<context>
    <name>SplitModel</name>
    <message>
        <source>不动</source>
        <translation>stays</translation>
    </message>
</context>
<context>
    <name>SplitPage</name>
    <message>
        <source>加一个去处：找标签，或写新标签的名字</source>
        <translation>Add a goal: find a tag, or type the name of a new one</translation>
    </message>
    <message>
        <source>新标签作为它的下级</source>
        <translation>New tags go below it</translation>
    </message>
    <message>
        <source>去处（按数字键分派，0 不动）</source>
        <translation>Goals (digits send, 0 keeps)</translation>
    </message>
    <message>
        <source>拆分“{name}”的 {count} 处批注</source>
        <translation>Split the {count} annotations of “{name}”</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>拆分</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>没有分派的批注保留原标签；可用“撤销”一步恢复。</source>
        <translation>Annotations sent nowhere keep the tag; one undo takes it back.</translation>
    </message>
    <message>
        <source>{number}  {name}    {count} 处</source>
        <translation>{number}  {name}    {count}</translation>
    </message>
    <message>
        <source>{number}  {name}（新）    {count} 处</source>
        <translation>{number}  {name} (new)    {count}</translation>
    </message>
    <message>
        <source>拆分 {count} 处</source>
        <translation>Split {count}</translation>
    </message>
</context>
<context>
    <name>StartNotices</name>
    <message>
        <source>详情…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>启动时的提示</source>
        <translation>Said at the start</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>便携模式：程序所在的文件夹不能写入，设置和新内容存不下来</source>
        <translation>Portable: the program’s folder cannot be written; settings and new content are not kept</translation>
    </message>
    <message>
        <source>U盘可能开了写保护，或者没有写入的权限：
{folder}

现在可以阅读，但改动不会保存。请关掉写保护后重新启动；或把整个文件夹复制到能写入的地方再用。</source>
        <translation>The drive may be write-protected, or you may not write to it:
{folder}

You can read, but nothing you change is kept. Take the protection off and start again; or copy the whole folder to a place you can write to.</translation>
    </message>
    <message>
        <source>管理员的预设文件有 {count} 处没有生效</source>
        <translation>{count} entries of the administrator’s preset did not take effect</translation>
    </message>
    <message>
        <source>其余各项照常生效。请告诉管理员修改这个文件：
{file}
</source>
        <translation>Everything else took effect. Please tell the administrator to mend this file:
{file}
</translation>
    </message>
    <message>
        <source>第 {line} 行第 {column} 个字附近写法有误，整个文件没有生效</source>
        <translation>It is not written rightly near line {line}, character {column}; nothing of the file took effect</translation>
    </message>
    <message>
        <source>文件读不出来，整个文件没有生效</source>
        <translation>The file cannot be read; nothing of it took effect</translation>
    </message>
    <message>
        <source>不认识或不能这样写：{name}</source>
        <translation>Not known, or not possible here: {name}</translation>
    </message>
    <message>
        <source>值不合要求：{name}</source>
        <translation>A value that cannot be: {name}</translation>
    </message>
    <message>
        <source>文件最外层应是一对花括号，整个文件没有生效</source>
        <translation>The outermost thing in the file must be a pair of braces; nothing of it took effect</translation>
    </message>
</context>
<context>
    <name>StatusChip</name>
    <message>
        <source>审阅状态：{status}</source>
        <translation>Review status: {status}</translation>
    </message>
    <message>
        <source>审阅状态：{status}。单击更改</source>
        <translation>Review status: {status}. Click to change</translation>
    </message>
</context>
<context>
    <name>StatusRow</name>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>未保存</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>只读</source>
        <translation>Read-only</translation>
    </message>
</context>
<context>
    <name>StickyHeading</name>
    <message>
        <source>正在读的章节，单击打开目录</source>
        <translation>Current section; click for the outline</translation>
    </message>
    <message>
        <source>当前章节：{path}</source>
        <translation>Current section: {path}</translation>
    </message>
    <message>
        <source>后退：回到跳转以前的地方（Alt+←）</source>
        <translation>Back to where you jumped from (Alt+←)</translation>
    </message>
    <message>
        <source>前进（Alt+→）</source>
        <translation>Forward (Alt+→)</translation>
    </message>
    <message>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>保存报告…</source>
        <translation>Save report…</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>{name}，{count} 条</source>
        <translation>{name}, annotations: {count}</translation>
    </message>
    <message>
        <source>选择</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>TablePart</name>
    <message>
        <source>批注表</source>
        <translation>Annotation table</translation>
    </message>
    <message>
        <source>列与行高</source>
        <translation>Columns and rows</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>没有符合条件的批注</source>
        <translation>No annotation matches</translation>
    </message>
    <message>
        <source>可去掉一两个条件，或清除全部筛选</source>
        <translation>Take away a condition, or clear the whole filter</translation>
    </message>
    <message>
        <source>还没有批注</source>
        <translation>No annotations yet</translation>
    </message>
    <message>
        <source>在阅读页选中文字，按 H 标记、按 T 加标签、按 C 写批注；批注都会列在这里</source>
        <translation>On the reading page select text and press H to mark, T to tag, C to comment; everything is listed here</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count} annotations</translation>
    </message>
    <message>
        <source>{count} 条，全库 {total} 条</source>
        <translation>{count} of {total} annotations</translation>
    </message>
    <message>
        <source>不分组</source>
        <translation>none</translation>
    </message>
    <message>
        <source>全部收起</source>
        <translation>Collapse all</translation>
    </message>
    <message>
        <source>全部展开</source>
        <translation>Expand all</translation>
    </message>
    <message>
        <source>分组：{name}</source>
        <translation>Group by: {name}</translation>
    </message>
    <message>
        <source>排序</source>
        <translation>Sort by</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>每行一行字</source>
        <translation>One line per row</translation>
    </message>
    <message>
        <source>每行两行字</source>
        <translation>Two lines per row</translation>
    </message>
    <message>
        <source>每行三行字</source>
        <translation>Three lines per row</translation>
    </message>
    <message>
        <source>按报告和位置</source>
        <translation>Report and place</translation>
    </message>
    <message>
        <source>恢复原样</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>在报告中打开</source>
        <translation>Open in report</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>改批注</source>
        <translation>Edit comment</translation>
    </message>
    <message>
        <source>加标签…</source>
        <translation>Add tag…</translation>
    </message>
    <message>
        <source>换标签…</source>
        <translation>Replace tags…</translation>
    </message>
    <message>
        <source>去标签</source>
        <translation>Remove tag</translation>
    </message>
    <message>
        <source>标为已解决</source>
        <translation>Mark as resolved</translation>
    </message>
    <message>
        <source>改回未解决</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>复制摘录和出处</source>
        <translation>Copy quote with citation</translation>
    </message>
    <message>
        <source>复制为表格</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>删除 {count} 条</source>
        <translation>Delete {count}</translation>
    </message>
    <message>
        <source>所选批注没有标签</source>
        <translation>The chosen annotations have no tags</translation>
    </message>
    <message>
        <source>导出所选…</source>
        <translation>Export chosen…</translation>
    </message>
</context>
<context>
    <name>TableRow</name>
    <message>
        <source>未加标签</source>
        <translation>No tag</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>{count} 条</source>
        <translation>{count} annotations</translation>
    </message>
</context>
<context>
    <name>TableWords</name>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>写于</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>改于</source>
        <translation>Edited</translation>
    </message>
    <message>
        <source>报告，按单位排</source>
        <translation>Reports, by unit</translation>
    </message>
    <message>
        <source>报告，按年度排</source>
        <translation>Reports, by year</translation>
    </message>
    <message>
        <source>报告，按导入次序</source>
        <translation>Reports, as imported</translation>
    </message>
    <message>
        <source>单位不明</source>
        <translation>Unit unknown</translation>
    </message>
    <message>
        <source>年度不明</source>
        <translation>Year unknown</translation>
    </message>
    <message>
        <source>地区不明</source>
        <translation>Region unknown</translation>
    </message>
    <message>
        <source>未加标签</source>
        <translation>No tag</translation>
    </message>
    <message>
        <source>不在章节内</source>
        <translation>Outside sections</translation>
    </message>
    <message>
        <source>未解决</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已解决</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>位置待确认</source>
        <translation>Place to confirm</translation>
    </message>
    <message>
        <source>有批注内容</source>
        <translation>With comment</translation>
    </message>
    <message>
        <source>没有批注内容</source>
        <translation>Without comment</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>（整份报告）</source>
        <translation>(whole report)</translation>
    </message>
    <message>
        <source>（整节）{heading}</source>
        <translation>(section) {heading}</translation>
    </message>
    <message>
        <source>原文找不到</source>
        <translation>Passage lost</translation>
    </message>
</context>
<context>
    <name>TablesPage</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>批注表</source>
        <translation>Annotation table</translation>
    </message>
    <message>
        <source>标签 × 报告</source>
        <translation>Tags × reports</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
</context>
<context>
    <name>TablesPanel</name>
    <message>
        <source>按 {keys} 回到批注表</source>
        <translation>Press {keys} to go back to the table</translation>
    </message>
    <message>
        <source>已删除 {count} 条批注，可用“撤销”恢复</source>
        <translation>Annotations deleted: {count}. Undo brings them back</translation>
    </message>
    <message>
        <source>已复制 {count} 条摘录和出处</source>
        <translation>Quotes copied with citation: {count}</translation>
    </message>
    <message>
        <source>已复制 {count} 行，可贴进 Excel</source>
        <translation>Rows copied, ready for Excel: {count}</translation>
    </message>
    <message>
        <source>存下现在的筛选</source>
        <translation>Save this filter</translation>
    </message>
    <message>
        <source>给它一个名字，以后一点就用：</source>
        <translation>Give it a name; one click uses it later:</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>存下</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>已复制 {count} 条出处</source>
        <translation>Citations copied: {count}</translation>
    </message>
</context>
<context>
    <name>TagButton</name>
    <message>
        <source>加标签 {name}</source>
        <translation>Add tag {name}</translation>
    </message>
</context>
<context>
    <name>TagDock</name>
    <message>
        <source>新标签</source>
        <translation>New tag</translation>
    </message>
    <message>
        <source>管理</source>
        <translation>More</translation>
    </message>
    <message>
        <source>按规则批量打标签…</source>
        <translation>Tag by Rule…</translation>
    </message>
    <message>
        <source>编辑标签体系…</source>
        <translation>Edit codebook…</translation>
    </message>
    <message>
        <source>选用标签组…</source>
        <translation>Choose tag groups…</translation>
    </message>
</context>
<context>
    <name>TagForm</name>
    <message>
        <source>用顿号隔开</source>
        <translation>separated by commas</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>结构</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Evaluation</translation>
    </message>
    <message>
        <source>合并到…</source>
        <translation>Merge into…</translation>
    </message>
    <message>
        <source>拆分…</source>
        <translation>Split…</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>简称</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>英文名</source>
        <translation>English</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>关键词</source>
        <translation>Keywords</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>数字键</source>
        <translation>Number key</translation>
    </message>
    <message>
        <source>数字键 {slot}</source>
        <translation>number key {slot}</translation>
    </message>
    <message>
        <source>重新启用</source>
        <translation>Offer again</translation>
    </message>
    <message>
        <source>选中了 {count} 个标签</source>
        <translation>{count} tags chosen</translation>
    </message>
    <message>
        <source>请在左边选一个标签</source>
        <translation>Please choose a tag at the left</translation>
    </message>
</context>
<context>
    <name>TagList</name>
    <message>
        <source>筛选标签</source>
        <translation>Filter tags</translation>
    </message>
    <message>
        <source>中文、拼音或首字母</source>
        <translation>Chinese, pinyin or initials</translation>
    </message>
    <message>
        <source>标签体系</source>
        <translation>Codebook</translation>
    </message>
    <message>
        <source>没有符合的标签</source>
        <translation>No tag matches</translation>
    </message>
    <message>
        <source>还没有用过的标签</source>
        <translation>No tag is used yet</translation>
    </message>
    <message>
        <source>还没有标签，可点“新标签”</source>
        <translation>No tags yet: use “New tag”</translation>
    </message>
    <message>
        <source>全部展开</source>
        <translation>Expand all</translation>
    </message>
    <message>
        <source>全部收起</source>
        <translation>Collapse all</translation>
    </message>
    <message>
        <source>只看用过的</source>
        <translation>Used ones only</translation>
    </message>
    <message>
        <source>显示停用的标签</source>
        <translation>Show retired tags</translation>
    </message>
    <message>
        <source>新标签</source>
        <translation>New tag</translation>
    </message>
</context>
<context>
    <name>TagMenu</name>
    <message>
        <source>重新启用</source>
        <translation>Bring back into use</translation>
    </message>
    <message>
        <source>列出它的批注</source>
        <translation>List its annotations</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>标记所选文字</source>
        <translation>Mark the selection</translation>
    </message>
    <message>
        <source>新建下级标签</source>
        <translation>New tag below</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>改说明…</source>
        <translation>Edit definition…</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>数字键</source>
        <translation>Number key</translation>
    </message>
    <message>
        <source>移到</source>
        <translation>Move to</translation>
    </message>
    <message>
        <source>停用（旧批注仍可读）</source>
        <translation>Retire (old annotations keep it)</translation>
    </message>
    <message>
        <source>最上层</source>
        <translation>Top level</translation>
    </message>
    <message>
        <source>朱红</source>
        <translation>Vermilion</translation>
    </message>
    <message>
        <source>棕褐</source>
        <translation>Brown</translation>
    </message>
    <message>
        <source>琥珀</source>
        <translation>Amber</translation>
    </message>
    <message>
        <source>橄榄</source>
        <translation>Olive</translation>
    </message>
    <message>
        <source>墨绿</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>松绿</source>
        <translation>Teal</translation>
    </message>
    <message>
        <source>天青</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>海蓝</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>靛青</source>
        <translation>Indigo</translation>
    </message>
    <message>
        <source>藤紫</source>
        <translation>Violet</translation>
    </message>
    <message>
        <source>梅紫</source>
        <translation>Plum</translation>
    </message>
    <message>
        <source>石板</source>
        <translation>Slate</translation>
    </message>
    <message>
        <source>按规则标记…</source>
        <translation>Mark by Rule…</translation>
    </message>
    <message>
        <source>合并到…</source>
        <translation>Merge into…</translation>
    </message>
    <message>
        <source>拆分…</source>
        <translation>Split…</translation>
    </message>
    <message>
        <source>下级标签跟着换</source>
        <translation>Tags below change along</translation>
    </message>
    <message>
        <source>导出它的批注…</source>
        <translation>Export its annotations…</translation>
    </message>
</context>
<context>
    <name>TagModel</name>
    <message>
        <source>{code} {name}，{count} 条</source>
        <translation>{code} {name}, annotations: {count}</translation>
    </message>
    <message>
        <source>，数字键 {slot}</source>
        <translation>, number key {slot}</translation>
    </message>
    <message>
        <source>，已停用</source>
        <translation>, retired</translation>
    </message>
</context>
<context>
    <name>TagPalette</name>
    <message>
        <source>中文、拼音或首字母</source>
        <translation>Chinese, pinyin or initials</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>没有可选的标签</source>
        <translation>No tags to choose from</translation>
    </message>
    <message>
        <source>Esc 关闭</source>
        <translation>Esc close</translation>
    </message>
    <message>
        <source>放进哪一组</source>
        <translation>Into which group</translation>
    </message>
    <message>
        <source>“{name}”已停用，不再提供。可在标签体系里重新启用。</source>
        <translation>“{name}” is retired and no longer offered. It can be offered again in the codebook.</translation>
    </message>
    <message>
        <source>已加在这处批注上</source>
        <translation>on this annotation already</translation>
    </message>
    <message>
        <source>数字键 {slot}</source>
        <translation>number key {slot}</translation>
    </message>
    <message>
        <source>新标签“{name}”放进哪一组？</source>
        <translation>Into which group shall “{name}” go?</translation>
    </message>
    <message>
        <source>还没有说明</source>
        <translation>No definition yet</translation>
    </message>
    <message>
        <source>按 Tab 换一组；也可以直接写“组/名”。</source>
        <translation>Tab chooses another group; or type “group/name”.</translation>
    </message>
    <message>
        <source>Enter 放在这里    Esc 返回</source>
        <translation>Enter: put it here    Esc: back</translation>
    </message>
    <message>
        <source>Enter 新建    Tab 换一组    Esc 关闭</source>
        <translation>Enter: create    Tab: other group    Esc: close</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>take away</translation>
    </message>
    <message>
        <source>应用</source>
        <translation>apply</translation>
    </message>
    <message>
        <source>Enter {does}   Ctrl+Enter 接着选   Ctrl+1…9 设数字键</source>
        <translation>Enter: {does}   Ctrl+Enter: go on   Ctrl+1…9: key</translation>
    </message>
</context>
<context>
    <name>TagRow</name>
    <message>
        <source>停用</source>
        <translation>Retired</translation>
    </message>
    <message>
        <source>标签名称</source>
        <translation>Tag name</translation>
    </message>
    <message>
        <source>新标签的名称</source>
        <translation>Name of the new tag</translation>
    </message>
</context>
<context>
    <name>TallyView</name>
    <message>
        <source>导入的数量</source>
        <translation>What comes in</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>此处有 {count} 条批注：</source>
        <translation>{count} annotations here: </translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>没有标签</source>
        <translation>no tag</translation>
    </message>
    <message>
        <source>批注，{tags}</source>
        <translation>Annotation, {tags}</translation>
    </message>
    <message>
        <source>，意见：{comment}</source>
        <translation>, comment: {comment}</translation>
    </message>
    <message>
        <source>，原文：{passage}</source>
        <translation>, text: {passage}</translation>
    </message>
    <message>
        <source>。</source>
        <translation>. </translation>
    </message>
</context>
<context>
    <name>TextLines</name>
    <message>
        <source>读出的文字</source>
        <translation>Text as read</translation>
    </message>
</context>
<context>
    <name>ThreadCard</name>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>解决</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>标为已解决</source>
        <translation>Mark as resolved</translation>
    </message>
    <message>
        <source>已解决</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>批注卡：{words}</source>
        <translation>Comment card: {words}</translation>
    </message>
    <message>
        <source>未加标签</source>
        <translation>Untagged</translation>
    </message>
    <message>
        <source>写批注</source>
        <translation>Write a comment</translation>
    </message>
    <message>
        <source>写回复</source>
        <translation>Write a reply</translation>
    </message>
    <message>
        <source>改回复</source>
        <translation>Edit the reply</translation>
    </message>
    <message>
        <source>编辑批注</source>
        <translation>Edit comment</translation>
    </message>
    <message>
        <source>修改回复“{text}”</source>
        <translation>Edit reply “{text}”</translation>
    </message>
    <message>
        <source>删除回复“{text}”</source>
        <translation>Delete reply “{text}”</translation>
    </message>
    <message>
        <source>复制内容</source>
        <translation>Copy text</translation>
    </message>
    <message>
        <source>保存为常用语</source>
        <translation>Save as phrase</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>链接 {count}</source>
        <translation>Links {count}</translation>
    </message>
</context>
<context>
    <name>ThreadPanel</name>
    <message>
        <source>意见和回复</source>
        <translation>Comment and replies</translation>
    </message>
</context>
<context>
    <name>TitleRow</name>
    <message>
        <source>批阅</source>
        <translation>Piyue</translation>
    </message>
    <message>
        <source>报告库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>阅读</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>检索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>在全部报告中检索…</source>
        <translation>Search all reports…</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>报告库：{name}</source>
        <translation>Library: {name}</translation>
    </message>
    <message>
        <source>审阅人：{name}</source>
        <translation>Reviewer: {name}</translation>
    </message>
    <message>
        <source>汇总</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>TogetherPage</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>一起阅读</source>
        <translation>Read together</translation>
    </message>
    <message>
        <source>筛选单位或年度</source>
        <translation>Filter units or years</translation>
    </message>
    <message>
        <source>可以一起阅读的报告</source>
        <translation>Reports that can be read together</translation>
    </message>
    <message>
        <source>最多 {most} 份。请先去掉一份，再选这一份。</source>
        <translation>{most} at most. Untick one first.</translation>
    </message>
    <message>
        <source>已选 {count} 份，最多 {most} 份</source>
        <translation>{count} chosen, {most} at most</translation>
    </message>
    <message>
        <source>一起阅读 {count} 份</source>
        <translation>Read {count} together</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>跳过</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>第 {step} 步，共 {steps} 步</source>
        <translation>Step {step} of {steps}</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>导入报告</source>
        <translation>Import reports</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>导入文件夹</source>
        <translation>Import folder</translation>
    </message>
    <message>
        <source>全部报告文件 ({kinds})</source>
        <translation>All report files ({kinds})</translation>
    </message>
    <message>
        <source>Word、WPS 文档 ({kinds})</source>
        <translation>Word and WPS documents ({kinds})</translation>
    </message>
    <message>
        <source>PDF、OFD ({kinds})</source>
        <translation>PDF and OFD ({kinds})</translation>
    </message>
    <message>
        <source>网页、电子书 ({kinds})</source>
        <translation>Web pages and books ({kinds})</translation>
    </message>
    <message>
        <source>纯文字 ({kinds})</source>
        <translation>Plain text ({kinds})</translation>
    </message>
    <message>
        <source>压缩包 ({kinds})</source>
        <translation>Archives ({kinds})</translation>
    </message>
    <message>
        <source>导入批注或标签体系</source>
        <translation>Import annotations or a codebook</translation>
    </message>
    <message>
        <source>批注和标签体系 ({kinds})</source>
        <translation>Annotations and codebooks ({kinds})</translation>
    </message>
    <message>
        <source>一次只能打开一个报告库，其余的没有打开</source>
        <translation>Only one library can be open at a time; the others were not opened</translation>
    </message>
</context>
<context>
    <name>ValuePopup</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>Any</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>VersionsPart</name>
    <message>
        <source>换用修订稿…</source>
        <translation>Use a Corrected File…</translation>
    </message>
    <message>
        <source>用另一个文件作这份报告的新文本，批注随原文移动</source>
        <translation>Make another file the text of this report; annotations follow their passages</translation>
    </message>
    <message>
        <source>旧文本 {count} 份</source>
        <translation>{count} former texts</translation>
    </message>
    <message>
        <source>{file}
{start} 导入，{end} 换下</source>
        <translation>{file}
imported {start}, replaced {end}</translation>
    </message>
    <message>
        <source>看改动</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>看改动：{name}</source>
        <translation>Show changes: {name}</translation>
    </message>
</context>
<context>
    <name>WideRow</name>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>最近用过</source>
        <translation>Recent</translation>
    </message>
    <message>
        <source>一栏</source>
        <translation>1 pane</translation>
    </message>
    <message>
        <source>两栏</source>
        <translation>2 panes</translation>
    </message>
    <message>
        <source>三栏</source>
        <translation>3 panes</translation>
    </message>
    <message>
        <source>四栏</source>
        <translation>4 panes</translation>
    </message>
    <message>
        <source>界面大小</source>
        <translation>Interface size</translation>
    </message>
    <message>
        <source>取消全部手动对齐</source>
        <translation>Unpin everything</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>有 {count} 个都叫“{name}”。请选定其中一个。</source>
        <translation>&quot;{name}&quot; has {count} matches. Please choose one.</translation>
    </message>
    <message>
        <source>已停止。已保存的内容完好。</source>
        <translation>Stopped. What was saved is intact.</translation>
    </message>
    <message>
        <source>没有完成（{name}）。已保存的内容完好。</source>
        <translation>Not finished ({name}). What was saved is intact.</translation>
    </message>
    <message>
        <source>程序内部出错（{name}）。已保存的内容完好。可复制详情，交给维护人员。</source>
        <translation>Internal error ({name}). What was saved is intact. You can copy the details for your support staff.</translation>
    </message>
    <message>
        <source>文件是空的。请检查是否下载完整。</source>
        <translation>The file is empty. Please check that the download was complete.</translation>
    </message>
    <message>
        <source>不是文字文件。请另存为 DOCX、PDF 或 TXT 后再导入。</source>
        <translation>This is not a text file. Please save it as DOCX, PDF or TXT and import that.</translation>
    </message>
    <message>
        <source>文件有密码保护。请去掉密码后再导入。</source>
        <translation>The file is protected by a password. Please remove the password and import it again.</translation>
    </message>
    <message>
        <source>文件不完整，后面的内容缺失。请重新下载。</source>
        <translation>The file is incomplete: its end is missing. Please download it again.</translation>
    </message>
    <message>
        <source>文件已损坏，无法读取。请重新取得该文件。</source>
        <translation>The file is damaged and cannot be read. Please get it again.</translation>
    </message>
    <message>
        <source>没有找到文字。请在原来的软件里打开看看，或换一份文件。</source>
        <translation>No text was found. Please check the file in its own program, or use another file.</translation>
    </message>
    <message>
        <source>暂不支持这种格式。请另存为 DOCX、PDF、HTML 或 TXT 后再导入。</source>
        <translation>This format is not supported yet. Please save the file as DOCX, PDF, HTML or TXT and import that.</translation>
    </message>
    <message>
        <source>文件超过上限（{limit} {unit}）。请拆分后再导入。</source>
        <translation>The file exceeds the limit ({limit} {unit}). Please split it and import the parts.</translation>
    </message>
    <message>
        <source>内部结构异常，可能有害，已停止读取。请向来源单位另要一份。</source>
        <translation>The file has an unusual structure and may be harmful, so reading was stopped. Please ask the sender for another copy.</translation>
    </message>
    <message>
        <source>读取超过 {limit} 秒，已停止。其他文件不受影响。</source>
        <translation>Reading took more than {limit} seconds and was stopped. Other files are not affected.</translation>
    </message>
    <message>
        <source>读取时内存不足。其他文件不受影响。请拆分后再导入。</source>
        <translation>There was not enough memory to read the file. Other files are not affected. Please split it and import the parts.</translation>
    </message>
    <message>
        <source>读取程序意外中断。其他文件不受影响。</source>
        <translation>Reading ended unexpectedly. Other files are not affected.</translation>
    </message>
    <message>
        <source>找不到这个文件。可能已被移动或改名。</source>
        <translation>The file was not found. It may have been moved or renamed.</translation>
    </message>
    <message>
        <source>没有读取权限。请检查文件权限，或先复制到自己的文件夹。</source>
        <translation>The file may not be read. Please check its permissions, or copy it to a folder of yours first.</translation>
    </message>
    <message>
        <source>页</source>
        <translation>pages</translation>
    </message>
    <message>
        <source>个部件</source>
        <translation>parts</translation>
    </message>
    <message>
        <source>字</source>
        <translation>characters</translation>
    </message>
    <message>
        <source>{file}：{reason}</source>
        <translation>{file}: {reason}</translation>
    </message>
    <message>
        <source>找不到报告库“{name}”。它可能已被移动、改名，或在未插上的U盘里。</source>
        <translation>The library &quot;{name}&quot; was not found. It may have been moved or renamed, or be on a USB stick that is not plugged in.</translation>
    </message>
    <message>
        <source>“{name}”已经存在，没有改动它。请换一个名字。</source>
        <translation>&quot;{name}&quot; already exists and was not changed. Please choose another name.</translation>
    </message>
    <message>
        <source>“{name}”不是批阅的报告库。文件未改动。</source>
        <translation>&quot;{name}&quot; is not a Piyue library. The file was not changed.</translation>
    </message>
    <message>
        <source>“{name}”由更新版本的批阅创建（结构 {found}），本机版本只认识到 {known}。文件未改动。请升级后再打开。</source>
        <translation>&quot;{name}&quot; was made by a newer Piyue (structure {found}); this version knows up to {known}. The file was not changed. Please upgrade, then open it.</translation>
    </message>
    <message>
        <source>另一个程序正在使用“{name}”。本次操作没有保存。请稍后再试。</source>
        <translation>Another program is using &quot;{name}&quot;. This step was not saved. Please try again later.</translation>
    </message>
    <message>
        <source>“{name}”是只读的，不能修改。可另存一份副本到能写入的文件夹再操作。</source>
        <translation>&quot;{name}&quot; is read-only and cannot be changed. You can save a copy in a writable folder and work there.</translation>
    </message>
    <message>
        <source>磁盘已满，本次操作没有保存。以前的内容完好。请腾出空间后再试。</source>
        <translation>The disk is full, so this step was not saved. Earlier work is intact. Please free some space and try again.</translation>
    </message>
    <message>
        <source>“{name}”已损坏，无法安全打开。文件未改动。请用备份恢复。</source>
        <translation>&quot;{name}&quot; is damaged and cannot be opened safely. The file was not changed. Please restore a backup.</translation>
    </message>
    <message>
        <source>没有权限打开“{name}”。请检查文件和所在文件夹的权限。</source>
        <translation>&quot;{name}&quot; may not be opened. Please check the permissions of the file and its folder.</translation>
    </message>
    <message>
        <source>读写“{name}”时设备出错。以前保存的内容未改动。请检查磁盘或U盘。</source>
        <translation>The device failed while &quot;{name}&quot; was read or written. Earlier work was not changed. Please check the disk or USB stick.</translation>
    </message>
    <message>
        <source>不能写入“{name}”。请检查文件夹是否存在、是否可写。</source>
        <translation>&quot;{name}&quot; cannot be written. Please check that the folder exists and is writable. </translation>
    </message>
    <message>
        <source>磁盘已满，“{name}”没有写出。请腾出空间后再试。</source>
        <translation>The disk is full, so &quot;{name}&quot; was not written. Please free some space and try again. </translation>
    </message>
    <message>
        <source>“{name}”正被其他程序打开，没有写出。请关闭后再试。</source>
        <translation>&quot;{name}&quot; is open in another program and was not written. Please close it there and try again. </translation>
    </message>
    <message>
        <source>设备出错，“{name}”没有写出。</source>
        <translation>The device failed, so &quot;{name}&quot; was not written. </translation>
    </message>
    <message>
        <source>“{name}”没有写出。</source>
        <translation>&quot;{name}&quot; was not written. </translation>
    </message>
    <message>
        <source>没有留下不完整的文件。</source>
        <translation>No incomplete file was left.</translation>
    </message>
    <message>
        <source>没有选中文字。</source>
        <translation>No text is selected.</translation>
    </message>
    <message>
        <source>选中的位置超出了正文。</source>
        <translation>The selection lies outside the text.</translation>
    </message>
    <message>
        <source>章节或整份报告上的批注没有可移动的起止点。</source>
        <translation>An annotation on a section or a whole report has no start or end to move.</translation>
    </message>
    <message>
        <source>名称不能为空。</source>
        <translation>Please enter a name.</translation>
    </message>
    <message>
        <source>已有同名的标签：{name}。</source>
        <translation>There is already a tag with this name: {name}.</translation>
    </message>
    <message>
        <source>“{value}”不合格式：年度写四位数字，日期写成 2024-03-28。</source>
        <translation>&quot;{value}&quot; does not fit: write years with four digits and dates like 2024-03-28.</translation>
    </message>
    <message>
        <source>内容在此期间已被改动，这一步没有执行。请再试一次。</source>
        <translation>The content was changed in the meantime, so nothing was done. Please try again.</translation>
    </message>
    <message>
        <source>没有可以撤销的操作。</source>
        <translation>There is nothing to undo.</translation>
    </message>
    <message>
        <source>没有可以重做的操作。</source>
        <translation>There is nothing to redo.</translation>
    </message>
    <message>
        <source>不能把标签移到它自己的下级。</source>
        <translation>A tag cannot be moved below itself.</translation>
    </message>
    <message>
        <source>没有符合条件的报告，未导出文件。</source>
        <translation>No report matches, so no file was exported.</translation>
    </message>
    <message>
        <source>不能这样做（{what}）。内容未改动。</source>
        <translation>This is not possible ({what}). Nothing was changed.</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>report</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>annotation</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>tag</translation>
    </message>
    <message>
        <source>审阅人</source>
        <translation>reviewer</translation>
    </message>
    <message>
        <source>这{thing}已经不在报告库里。</source>
        <translation>This {thing} is no longer in the library.</translation>
    </message>
    <message>
        <source>一项内容</source>
        <translation>item</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>写批注</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>Add tag</translation>
    </message>
    <message>
        <source>去掉标签</source>
        <translation>Remove tag</translation>
    </message>
    <message>
        <source>改标签</source>
        <translation>Change tags</translation>
    </message>
    <message>
        <source>移动起止点</source>
        <translation>Move start or end</translation>
    </message>
    <message>
        <source>删除批注</source>
        <translation>Delete annotation</translation>
    </message>
    <message>
        <source>新建标签</source>
        <translation>New tag</translation>
    </message>
    <message>
        <source>标签改名</source>
        <translation>Rename tag</translation>
    </message>
    <message>
        <source>标签改色</source>
        <translation>Recolour tag</translation>
    </message>
    <message>
        <source>改标签说明</source>
        <translation>Edit tag definition</translation>
    </message>
    <message>
        <source>移动标签</source>
        <translation>Move tag</translation>
    </message>
    <message>
        <source>停用标签</source>
        <translation>Retire tag</translation>
    </message>
    <message>
        <source>删除标签</source>
        <translation>Delete tag</translation>
    </message>
    <message>
        <source>设数字键</source>
        <translation>Set number key</translation>
    </message>
    <message>
        <source>更正报告信息</source>
        <translation>Correct report details</translation>
    </message>
    <message>
        <source>改阅读状态</source>
        <translation>Change reading status</translation>
    </message>
    <message>
        <source>导入报告</source>
        <translation>Import reports</translation>
    </message>
    <message>
        <source>移出报告</source>
        <translation>Remove reports</translation>
    </message>
    <message>
        <source>建立标签体系</source>
        <translation>Set up the codebook</translation>
    </message>
    <message>
        <source>审阅人改名</source>
        <translation>Rename reviewer</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>文字编码：{name}</source>
        <translation>Text encoding: {name}</translation>
    </message>
    <message>
        <source>有 {count} 个字符无法识别，显示为 �</source>
        <translation>Characters not recognised and shown as �: {count}</translation>
    </message>
    <message>
        <source>隐藏了 {lines} 行页面杂项（导航、页脚等）</source>
        <translation>Lines of page furniture hidden (navigation, footer…): {lines}</translation>
    </message>
    <message>
        <source>识别章节时跳过了 {lines} 处硬换行，原文未改动</source>
        <translation>Hard line breaks passed over when reading the outline: {lines}; the text is unchanged</translation>
    </message>
    <message>
        <source>可能缺少约 {percent}% 的文字，已改用简单读取</source>
        <translation>About {percent}% of the text may be missing; simple reading was used</translation>
    </message>
    <message>
        <source>补上了 {count} 个自动编号</source>
        <translation>Automatic numbers filled in: {count}</translation>
    </message>
    <message>
        <source>没有识别出章节标题</source>
        <translation>No headings were recognised</translation>
    </message>
    <message>
        <source>略去 {count} 处修订中删除的文字</source>
        <translation>Tracked deletions left out: {count}</translation>
    </message>
    <message>
        <source>省级</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>市级</source>
        <translation>City</translation>
    </message>
    <message>
        <source>区县</source>
        <translation>County</translation>
    </message>
    <message>
        <source>乡镇街道</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>功能区</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>未读</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>在读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>已阅</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>Doubtful</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>Report year</translation>
    </message>
    <message>
        <source>发布日期</source>
        <translation>Published</translation>
    </message>
    <message>
        <source>成文日期</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>报送日期</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>索引号</source>
        <translation>Index no.</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>来自网页或文件的属性</source>
        <translation>File data</translation>
    </message>
    <message>
        <source>来自文首的表格或标注</source>
        <translation>From table</translation>
    </message>
    <message>
        <source>来自正文</source>
        <translation>From text</translation>
    </message>
    <message>
        <source>推定，请看一眼</source>
        <translation>Inferred, check</translation>
    </message>
    <message>
        <source>您改的</source>
        <translation>Your value</translation>
    </message>
    <message>
        <source>按章节</source>
        <translation>By section</translation>
    </message>
    <message>
        <source>按比例</source>
        <translation>By ratio</translation>
    </message>
    <message>
        <source>关</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>护眼</source>
        <translation>Eye care</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>标签不能并入它自己，请另选一个。</source>
        <translation>A tag cannot be merged into itself. Please choose another.</translation>
    </message>
    <message>
        <source>拆分时请选别的标签，或新建一个。</source>
        <translation>When splitting, choose another tag or make a new one.</translation>
    </message>
    <message>
        <source>简称最多 {limit} 个字。</source>
        <translation>A short name has at most {limit} characters.</translation>
    </message>
    <message>
        <source>重新启用标签</source>
        <translation>Offer tag again</translation>
    </message>
    <message>
        <source>合并标签</source>
        <translation>Merge tags</translation>
    </message>
    <message>
        <source>拆分标签</source>
        <translation>Split tag</translation>
    </message>
    <message>
        <source>选用标签组</source>
        <translation>Choose tag groups</translation>
    </message>
    <message>
        <source>补回默认标签</source>
        <translation>Restore default tags</translation>
    </message>
    <message>
        <source>回复没有内容。</source>
        <translation>The reply is empty.</translation>
    </message>
    <message>
        <source>这条回复是{reviewer}写的，只能由本人修改。</source>
        <translation>This reply was written by {reviewer}; only they can change it.</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>修改回复</source>
        <translation>Edit reply</translation>
    </message>
    <message>
        <source>删除回复</source>
        <translation>Delete reply</translation>
    </message>
    <message>
        <source>标为已解决</source>
        <translation>Mark as resolved</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>只有同一审阅人在同一份报告里相连的批注可以合并。</source>
        <translation>Only connected annotations of one reviewer in one report can be joined.</translation>
    </message>
    <message>
        <source>合并批注</source>
        <translation>Join annotations</translation>
    </message>
    <message>
        <source>一处文字不能链接到它自己。请选另一处。</source>
        <translation>A passage cannot be linked to itself. Choose another one.</translation>
    </message>
    <message>
        <source>这两处之间已有同样的链接，没有重复添加。</source>
        <translation>The two are linked this way already; nothing was added.</translation>
    </message>
    <message>
        <source>请写出要找的字。</source>
        <translation>Say what to look for.</translation>
    </message>
    <message>
        <source>正则表达式“{pattern}”有错，在第 {position} 个字：{reason}。</source>
        <translation>The regular expression “{pattern}” is wrong at character {position}: {reason}.</translation>
    </message>
    <message>
        <source>这个正则表达式太费时，找了 {seconds} 秒还没有结果，已停下。请改得简单些。</source>
        <translation>This regular expression takes too long: stopped after {seconds} seconds without a result. Make it simpler.</translation>
    </message>
    <message>
        <source>按正则表达式查找时意外中断。内容未改动。请再试一次。</source>
        <translation>Looking for the regular expression failed. Nothing was changed. Try again.</translation>
    </message>
    <message>
        <source>左括号没有配上右括号</source>
        <translation>an opening bracket is never closed</translation>
    </message>
    <message>
        <source>右括号多了一个</source>
        <translation>a closing bracket too many</translation>
    </message>
    <message>
        <source>左方括号没有配上右方括号</source>
        <translation>an opening square bracket is never closed</translation>
    </message>
    <message>
        <source>重复符号前面没有可重复的内容</source>
        <translation>nothing to repeat</translation>
    </message>
    <message>
        <source>两个重复符号连在一起</source>
        <translation>two repeat signs in a row</translation>
    </message>
    <message>
        <source>最少次数大于最多次数</source>
        <translation>the least number of repeats is larger than the greatest</translation>
    </message>
    <message>
        <source>方括号里的范围前后颠倒</source>
        <translation>a range in square brackets runs backwards</translation>
    </message>
    <message>
        <source>反斜杠后面的字没有意义</source>
        <translation>the character after the backslash means nothing</translation>
    </message>
    <message>
        <source>向前看的部分长度必须固定</source>
        <translation>what is looked back at must have a fixed length</translation>
    </message>
    <message>
        <source>引用了没有的括号</source>
        <translation>it refers to a bracket that is not there</translation>
    </message>
    <message>
        <source>问号后面的写法不认识</source>
        <translation>what follows the question mark is not known</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>rule</translation>
    </message>
    <message>
        <source>按规则标记</source>
        <translation>Tag by rule</translation>
    </message>
    <message>
        <source>规则改名</source>
        <translation>Rename rule</translation>
    </message>
    <message>
        <source>删除规则</source>
        <translation>Delete rule</translation>
    </message>
    <message>
        <source>改链接</source>
        <translation>Change link</translation>
    </message>
    <message>
        <source>删除链接</source>
        <translation>Delete link</translation>
    </message>
    <message>
        <source>请先在旁边再打开一份报告。</source>
        <translation>Please open another report beside this one first.</translation>
    </message>
    <message>
        <source>要对齐的位置超出了正文。</source>
        <translation>The place to be pinned lies outside the text.</translation>
    </message>
    <message>
        <source>手动对齐</source>
        <translation>Pin places</translation>
    </message>
    <message>
        <source>取消章节对应</source>
        <translation>Part two sections</translation>
    </message>
    <message>
        <source>取消手动对齐</source>
        <translation>Unpin</translation>
    </message>
    <message>
        <source>这里没有标题，目录可能刚刚改动过。请再试一次。</source>
        <translation>There is no heading here; the outline may just have changed. Try again.</translation>
    </message>
    <message>
        <source>空行和隐藏的行不能设为标题。</source>
        <translation>An empty or hidden line cannot be a heading.</translation>
    </message>
    <message>
        <source>标题最多 {limit} 个字。请只选中标题的文字。</source>
        <translation>A heading has at most {limit} characters. Select only the words of the heading.</translation>
    </message>
    <message>
        <source>这一行已经是标题。</source>
        <translation>This line is a heading already.</translation>
    </message>
    <message>
        <source>这个标题不能再升级或降级：前面没有可以归入的标题。</source>
        <translation>This heading cannot move any further: no heading before it can take it in.</translation>
    </message>
    <message>
        <source>后面没有可以合并的内容。</source>
        <translation>Nothing that could be joined follows.</translation>
    </message>
    <message>
        <source>不能把正文全部隐藏。</source>
        <translation>The whole text cannot be hidden.</translation>
    </message>
    <message>
        <source>设为标题</source>
        <translation>Make a heading</translation>
    </message>
    <message>
        <source>标题升级</source>
        <translation>Promote heading</translation>
    </message>
    <message>
        <source>标题降级</source>
        <translation>Demote heading</translation>
    </message>
    <message>
        <source>确认标题</source>
        <translation>Confirm heading</translation>
    </message>
    <message>
        <source>取消标题</source>
        <translation>Not a heading</translation>
    </message>
    <message>
        <source>拆分章节</source>
        <translation>Split section</translation>
    </message>
    <message>
        <source>合并章节</source>
        <translation>Merge sections</translation>
    </message>
    <message>
        <source>标题并入下一行</source>
        <translation>Join heading with the next line</translation>
    </message>
    <message>
        <source>隐藏为页面杂项</source>
        <translation>Hide as page furniture</translation>
    </message>
    <message>
        <source>恢复为正文</source>
        <translation>Bring back to the text</translation>
    </message>
    <message>
        <source>恢复识别结果</source>
        <translation>Restore what was recognised</translation>
    </message>
    <message>
        <source>只有图片，没有文字。装有 Tesseract 时可以“识别文字”；也可先用别的文字识别软件处理后再导入。</source>
        <translation>pictures only, no text. With Tesseract installed, its text can be recognised here; or run other text recognition (OCR) on it first.</translation>
    </message>
    <message>
        <source>没有找到文字识别程序。请安装 Tesseract 和简体中文模型（chi_sim）后再识别。</source>
        <translation>no text recognition was found. Install Tesseract with its model chi_sim, then try again.</translation>
    </message>
    <message>
        <source>字体没有文字映射，取不出正确的文字。请用原始的 DOCX，或先做文字识别。</source>
        <translation>its fonts do not say which characters they show. Use the original DOCX, or run text recognition (OCR).</translation>
    </message>
    <message>
        <source>{pages} 页是识别所得的文字，平均把握 {confidence}%，{doubtful} 处存疑，请与原件核对</source>
        <translation>{pages} pages are recognised text, {confidence}% sure on average, {doubtful} doubtful words: check them against the original</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>有 {pages} 页只有图片，没有文字{which}</source>
        <translation>{pages} pages are pictures only, without text{which}</translation>
    </message>
    <message>
        <source>（第 {numbers} 页）</source>
        <translation> ({numbers})</translation>
    </message>
    <message>
        <source>这是 Word 95 或更早的格式。请用 Word 或 WPS 打开，另存为 DOCX 后再导入。</source>
        <translation>It was made by Word 95 or earlier. Open it in Word or WPS, save it as DOCX and import that.</translation>
    </message>
    <message>
        <source>略去 {count} 处隐藏文字（原文件里设为不显示）</source>
        <translation>{count} stretches of hidden text left out (set not to show in the file)</translation>
    </message>
    <message>
        <source>自动编号可能缺失，请对照原文件</source>
        <translation>Automatic numbers may be missing; compare with the original file</translation>
    </message>
    <message>
        <source>有 {count} 处嵌入的内容（图表、对象、别的文件）没有读</source>
        <translation>{count} embedded things (charts, objects, other files) were not read</translation>
    </message>
    <message>
        <source>这本电子书有版权保护，读不出文字。请换一份没有保护的。</source>
        <translation>This book is protected (DRM), so its text cannot be read. Get a copy without protection.</translation>
    </message>
    <message>
        <source>网页的正文在框架里，没有一起存下来。请把同名的文件夹放在网页旁边，或在浏览器里另存为单个文件（MHTML）再导入。</source>
        <translation>The text of this page is in frames that were not saved with it. Put the folder of the same name beside it, or save the page as a single file (MHTML), then import it.</translation>
    </message>
    <message>
        <source>压缩包里没有能导入的报告。请解压后看看里面是什么。</source>
        <translation>The archive holds no report that can be imported. Unpack it and have a look.</translation>
    </message>
    <message>
        <source>压缩包一层套一层，超过两层的没有打开。请先解压再导入。</source>
        <translation>Archives within archives, more than two deep, are not opened. Unpack it first.</translation>
    </message>
    <message>
        <source>这种压缩包打不开（只能直接打开 ZIP）。请先解压，再导入解出的文件夹。</source>
        <translation>This kind of archive cannot be opened (only ZIP can). Unpack it and import the folder.</translation>
    </message>
    <message>
        <source>这是电子表格。需要其中的内容，请另存为 PDF 后再导入。</source>
        <translation>This is a spreadsheet. Save it as PDF if you need what it says.</translation>
    </message>
    <message>
        <source>这是演示文稿。需要其中的内容，请另存为 PDF 后再导入。</source>
        <translation>This is a presentation. Save it as PDF if you need what it says.</translation>
    </message>
    <message>
        <source>这是图片。请先用文字识别软件转成 DOCX 或 TXT，或合成 PDF 后再导入。</source>
        <translation>This is a picture. Run text recognition (OCR) on it, or put it into a PDF, then import that.</translation>
    </message>
    <message>
        <source>并入了网页里 {count} 个框架的内容</source>
        <translation>{count} frames of the page put in</translation>
    </message>
    <message>
        <source>网页里有 {count} 个框架没有一起存下来，内容可能不全</source>
        <translation>{count} frames were not saved with the page; text may be missing</translation>
    </message>
    <message>
        <source>缺少 {count} 章（目录里有，文件里没有）</source>
        <translation>{count} chapters are listed but not in the file</translation>
    </message>
    <message>
        <source>这份文本已经是另一份报告：{report}。</source>
        <translation>This text is another report already: {report}.</translation>
    </message>
    <message>
        <source>这条批注的位置没有疑问。</source>
        <translation>The place of this annotation is not in doubt.</translation>
    </message>
    <message>
        <source>这条批注还没有可以接受的位置，请在正文中选定。</source>
        <translation>This annotation has no place to accept yet; please select it in the text.</translation>
    </message>
    <message>
        <source>更换报告文本</source>
        <translation>Replace the text of a report</translation>
    </message>
    <message>
        <source>确认批注位置</source>
        <translation>Confirm the place of an annotation</translation>
    </message>
    <message>
        <source>批注记为找不到</source>
        <translation>Give an annotation up as lost</translation>
    </message>
    <message>
        <source>网页把大部分文字设为不显示，已全部读入</source>
        <translation>The page hides most of its text: all of it was read</translation>
    </message>
    <message>
        <source>由 {name} 转换后读取</source>
        <translation>Converted by {name}, then read</translation>
    </message>
    <message>
        <source>LibreOffice 没有转换成功或转换后缺字，已按内置方式读取</source>
        <translation>LibreOffice gave nothing or lost text; read by the built-in reader</translation>
    </message>
    <message>
        <source>识别所得，请核对</source>
        <translation>Recognised text, check it</translation>
    </message>
    <message>
        <source>确认报告信息</source>
        <translation>Confirm report details</translation>
    </message>
    <message>
        <source>恢复识别值</source>
        <translation>Restore the recognised value</translation>
    </message>
    <message>
        <source>您说没有</source>
        <translation>You say there is none</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
    <message>
        <source>导入时识别</source>
        <translation>recognised at import</translation>
    </message>
    <message>
        <source>人工更正</source>
        <translation>corrected by hand</translation>
    </message>
    <message>
        <source>文件里另有 {count} 个字不属于文档的任何部分，没有读</source>
        <translation>{count} characters in the file belong to no part of the document and were not read</translation>
    </message>
    <message>
        <source>更换文本要选一个文件。</source>
        <translation>Choose one file for the new text.</translation>
    </message>
    <message>
        <source>由更新版本的批阅写成（格式 {found}），本机版本只认识到 {known}。报告库未改动。请升级后再导入。</source>
        <translation>Written by a newer Piyue (format {found}); this one knows up to {known}. The library is unchanged. Upgrade and import it again.</translation>
    </message>
    <message>
        <source>这种格式没有选项“{name}”。未导出文件。</source>
        <translation>This format has no option “{name}”. Nothing was written.</translation>
    </message>
    <message>
        <source>选项 {name} 不能是“{value}”，可用的有 {choices}。未导出文件。</source>
        <translation>{name} cannot be “{value}”; it is one of {choices}. Nothing was written.</translation>
    </message>
    <message>
        <source>还没有任何标签，未导出文件。</source>
        <translation>There are no tags yet; no file was written.</translation>
    </message>
    <message>
        <source>导入批注</source>
        <translation>Bring in annotations</translation>
    </message>
    <message>
        <source>没有找到中文字体，画不出 PDF。请安装 fonts-noto-cjk 后再导出。未写出文件。</source>
        <translation>No Chinese font was found to paint a PDF with. Please install fonts-noto-cjk and export again. Nothing was written.</translation>
    </message>
    <message>
        <source>这就是正在使用的报告库，请换一个名字。未导出文件。</source>
        <translation>This is the very library in use; choose another name. Nothing was written.</translation>
    </message>
    <message>
        <source>复制自另一个报告库</source>
        <translation>Copied from another library</translation>
    </message>
    <message>
        <source>没有看懂表头。批注表要有“原文”一列，最好还有“报告”或“单位”“年度”；标签体系表要有“标签”或“名称”一列。请改好表头再导入。</source>
        <translation>The header is not understood. A table of annotations needs a column “Quote”, better also “Report” or “Organisation” and “Year”; a codebook needs a column “Tag” or “Name”. Please mend the header and import it again.</translation>
    </message>
    <message>
        <source>行</source>
        <translation>rows</translation>
    </message>
    <message>
        <source>个单元格</source>
        <translation>cells</translation>
    </message>
    <message>
        <source>网址：{url}</source>
        <translation>Address: {url}</translation>
    </message>
    <message>
        <source>“{name}”已经在另一个批阅窗口里打开。两个窗口看不到彼此的改动，请到那个窗口继续，或在这里只读打开。</source>
        <translation>“{name}” is already open in another window of Piyue. Two windows do not see each other’s changes: go on in that window, or open it here for reading only.</translation>
    </message>
    <message>
        <source>“{name}”要先升级才能用本版本打开，而另一个程序（可能是旧版批阅）正开着它。文件未改动。请先在那边关闭，再试一次。</source>
        <translation>“{name}” has to be brought up to date before this version can open it, and another program (perhaps an older Piyue) has it open. The file was not changed. Close it there and try again.</translation>
    </message>
    <message>
        <source>这是报告库，不是报告。请用“打开报告库”打开；要并入其中的批注，先在那个库里导出成批阅交换包（.piyuepack），再导入交换包。</source>
        <translation>This is a library, not a report. Open it with “Open library”; to bring its annotations in here, export a package (.piyuepack) there first and import that.</translation>
    </message>
</context>
</TS>
